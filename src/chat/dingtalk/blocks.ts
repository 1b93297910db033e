import type { Translate } from '../../i18n/index.ts';
import { plain, spans } from '../../i18n/text.ts';
import type { Block, StepLine } from '../card.ts';
import { type Pen, tame } from './markdown.ts';

type Table = Extract<Block, { kind: 'table' }>;

/** What a program printed last says how it went. */
const outputCharacters = 1500;

const marks: Record<StepLine['state'], string> = {
  todo: '⬜',
  doing: '⏳',
  done: '✅',
  failed: '❌',
  skipped: '➖',
};

/** A block as lines; an empty line stands between two blocks. */
export function blockLines(block: Block, pen: Pen, t: Translate): string[] {
  switch (block.kind) {
    case 'text':
      return pen.words(block.text).split('\n');
    case 'heading':
      return [pen.bold(block.text)];
    case 'facts':
      return block.facts.map(({ label, value }) =>
        item(pen.words(t('dingtalk.fact', { label: plain(label), value: spans(value) }))),
      );
    case 'list':
      return block.items.map((one) => item(pen.words(one)));
    case 'table':
      return tableLines(block, pen, t);
    case 'steps':
      return [pen.bold(block.title), ...block.steps.map((step) => item(stepText(step, pen, t)))];
    case 'output':
      return block.text
        .slice(-outputCharacters)
        .trimEnd()
        .split('\n')
        .map((line) => `> ${tame(line)}`);
  }
}

/** Tables break on some phones: each row is a line that names its columns. */
function tableLines({ caption, columns, rows }: Table, pen: Pen, t: Translate): string[] {
  const [, ...others] = columns;
  const lines = rows.map(([first = '', ...cells]) => {
    const named = cells.flatMap((value, i) =>
      plain(value)
        ? [pen.words(t('dingtalk.cell', { label: plain(others[i] ?? ''), value: spans(value) }))]
        : [],
    );
    return item([pen.bold(first), ...named].join(' · '));
  });
  return [...(caption ? [pen.bold(caption)] : []), ...lines];
}

function stepText({ title, state, note }: StepLine, pen: Pen, t: Translate): string {
  const words = note ?? (state === 'skipped' ? t('chat.step.skipped') : undefined);
  return `${marks[state]} ${pen.words(title)}${words ? ` (${pen.words(words)})` : ''}`;
}

function item(text: string): string {
  return `- ${text.replaceAll('\n', ' ')}`;
}
