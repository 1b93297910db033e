import type { KnownBlock, PlainTextElement } from '@slack/types';
import { type Translate, translator } from '../../i18n/index.ts';
import { plain } from '../../i18n/text.ts';
import type { Block, Card, StepLine } from '../card.ts';
import { buttonRow } from './buttons.ts';
import { cutStart, limits } from './limits.ts';
import { plainText } from './plain-text.ts';
import { type Content, fallbackText, titleText } from './render.ts';

/** The same card in the oldest blocks only, for a workspace that refuses the newer ones. */
export function renderSimply(card: Card): Content {
  const t = translator(card.locale ?? 'en');
  const lines = (card.body ?? []).map((block) => blockText(block, t)).filter(Boolean);
  const end: KnownBlock[] = [
    ...buttonRow(card.buttons ?? []),
    ...(card.footer ? [{ type: 'context' as const, elements: [plainText(card.footer, limits.text)] }] : []),
  ];
  const sections = [titleText(card), ...lines].map((text) => ({
    type: 'section' as const,
    text: paragraph(text),
  }));
  return { text: fallbackText(card), blocks: [...sections.slice(0, limits.blocks - end.length), ...end] };
}

/** Plain text needs no escaping. */
function paragraph(text: string): PlainTextElement {
  return plainText(text, limits.text);
}

const marks: Record<StepLine['state'], string> = {
  todo: '○',
  doing: '◐',
  done: '●',
  failed: '✕',
  skipped: '–',
};

function blockText(block: Block, t: Translate): string {
  switch (block.kind) {
    case 'text':
    case 'heading':
      return plain(block.text);
    case 'facts':
      return block.facts.map(({ label, value }) => `${plain(label)}: ${plain(value)}`).join('\n');
    case 'list':
      return block.items.map((item) => `• ${plain(item)}`).join('\n');
    case 'table':
      return [
        ...(block.caption ? [plain(block.caption)] : []),
        ...block.rows.map((row) => row.map(plain).join(' · ')),
      ].join('\n');
    case 'steps':
      return [plain(block.title), ...block.steps.map((step) => stepText(step, t))].join('\n');
    case 'output':
      return cutStart(block.text, limits.output);
  }
}

function stepText({ title, state, note }: StepLine, t: Translate): string {
  const words = note ?? (state === 'skipped' ? t('chat.step.skipped') : undefined);
  return `${marks[state]} ${plain(title)}${words ? ` (${plain(words)})` : ''}`;
}
