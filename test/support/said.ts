import type { Block, Card } from '../../src/chat/card.ts';
import { plain } from '../../src/i18n/text.ts';

/** Everything a card says, one line for each sentence, fact or row. */
export function said({ title, body = [], footer }: Card): string {
  return [plain(title), ...body.flatMap(lines), footer ? plain(footer) : ''].join('\n');
}

function lines(block: Block): string[] {
  switch (block.kind) {
    case 'facts':
      return block.facts.map(({ label, value }) => `${plain(label)}: ${plain(value)}`);
    case 'list':
      return block.items.map(plain);
    case 'table':
      return block.rows.map((row) => row.map(plain).join(' | '));
    case 'steps':
      return block.steps.map(({ title }) => plain(title));
    default:
      return [plain(block.text)];
  }
}

/** The fact of this label, as it reads. */
export function fact({ body = [] }: Card, label: string): string | undefined {
  const all = body.flatMap((block) => (block.kind === 'facts' ? block.facts : []));
  const found = all.find((one) => plain(one.label) === label);
  return found && plain(found.value);
}

/** The items below a heading. */
export function under({ body = [] }: Card, heading: string): string[] {
  const at = body.findIndex((block) => block.kind === 'heading' && plain(block.text) === heading);
  const list = body[at + 1];
  return at >= 0 && list?.kind === 'list' ? list.items.map(plain) : [];
}
