import type { KnownBlock, PlanBlock, SectionBlock, TaskCardBlock } from '@slack/types';
import type { Translate } from '../../i18n/index.ts';
import { plain } from '../../i18n/text.ts';
import type { Block, Fact, StepLine } from '../card.ts';
import { cut, cutStart, limits } from './limits.ts';
import { mrkdwn, tame } from './mrkdwn.ts';
import { boldText, richElements, richText, section } from './rich.ts';
import { table } from './table.ts';

/** The body of a card, in order. */
export function drawBlocks(blocks: Block[], t: Translate): KnownBlock[] {
  const firstTable = blocks.find(({ kind }) => kind === 'table');
  return blocks.flatMap((block) => draw(block, t, block === firstTable));
}

/** Slack takes one table in a message; a second one becomes lines. */
function draw(block: Block, t: Translate, mayBeTable: boolean): KnownBlock[] {
  switch (block.kind) {
    case 'text':
      return [richText(section(block.text))];
    case 'heading':
      return [
        richText({ type: 'rich_text_section', elements: [boldText(cut(plain(block.text), limits.text))] }),
      ];
    case 'facts':
      return block.facts.length ? [facts(block.facts)] : [];
    case 'list':
      return block.items.length ? [bullets(block.items)] : [];
    case 'table':
      return [
        ...(block.caption ? draw({ kind: 'heading', text: block.caption }, t, false) : []),
        ...tableOrLines(block, t, mayBeTable),
      ];
    case 'steps':
      return [plan(block, t)];
    case 'output':
      return [output(block.text)];
  }
}

/** Short facts stand in two columns; long ones, and those with signs Slack would read, one below the other. */
function facts(all: Fact[]): KnownBlock {
  const short = all.every(({ label, value }) => plain(label).length <= 40 && plain(value).length <= 40);
  if (all.length > 1 && all.length <= limits.fields && short && all.every(({ value }) => tame(value)))
    return factFields(all);
  const lines = all.flatMap(({ label, value }, index) => [
    boldText(`${index ? '\n' : ''}${cut(plain(label), 75)}`),
    { type: 'text' as const, text: '  ' },
    ...richElements(value),
  ]);
  return richText({ type: 'rich_text_section', elements: lines });
}

function factFields(all: Fact[]): SectionBlock {
  return {
    type: 'section',
    fields: all.map(({ label, value }) =>
      mrkdwn(
        [
          { text: plain(label), style: 'bold' },
          { text: '\n' },
          ...(typeof value === 'string' ? [{ text: value }] : value),
        ],
        limits.field,
      ),
    ),
  };
}

function bullets(items: Extract<Block, { kind: 'list' }>['items']): KnownBlock {
  return richText({
    type: 'rich_text_list',
    style: 'bullet',
    elements: items.slice(0, limits.listItems).map(section),
  });
}

function tableOrLines(
  block: Extract<Block, { kind: 'table' }>,
  t: Translate,
  mayBeTable: boolean,
): KnownBlock[] {
  if (!block.rows.length || !block.columns.length) return [];
  if (!mayBeTable) return [bullets(block.rows.map((row) => row.map(plain).join(' · ')))];
  const drawn = table(block);
  return drawn.left
    ? [drawn.block, richText(section(t('chat.table.left', { left: drawn.left })))]
    : [drawn.block];
}

const states: Record<StepLine['state'], TaskCardBlock['status']> = {
  todo: 'pending',
  doing: 'in_progress',
  done: 'complete',
  failed: 'error',
  skipped: 'complete',
};

function plan({ title, steps }: Extract<Block, { kind: 'steps' }>, t: Translate): PlanBlock {
  return {
    type: 'plan',
    title: cut(plain(title), limits.stepTitle),
    tasks: steps.map((step) => task(step, t)),
  };
}

/** Slack knows no skipped step: it is drawn as complete, so the words must say it. */
function task({ id, title, state, note }: StepLine, t: Translate): TaskCardBlock {
  const words = note ?? (state === 'skipped' ? t('chat.step.skipped') : undefined);
  return {
    type: 'task_card',
    task_id: cut(id, limits.actionId),
    title: cut(plain(title), limits.stepTitle),
    status: states[state],
    ...(words ? { details: richText(section(words)) } : {}),
  };
}

function output(text: string): KnownBlock {
  return richText({
    type: 'rich_text_preformatted',
    elements: [{ type: 'text', text: cutStart(text, limits.output) || ' ' }],
  });
}
