import type { TableBlock } from '@slack/types';
import { plain, type Words } from '../../i18n/text.ts';
import type { Block } from '../card.ts';
import { cut, limits } from './limits.ts';

type Table = Extract<Block, { kind: 'table' }>;
type Cell = { type: 'raw_text'; text: string };

const cellCharacters = 500;

/** The rows that fit Slack's table, and how many do not. */
export function table({ columns, rows }: Table): { block: TableBlock; left: number } {
  const head = cells(columns);
  const shown: Cell[][] = [];
  let characters = size(head);
  for (const row of rows.slice(0, limits.tableRows - 1)) {
    const next = padded(cells(row), head.length);
    characters += size(next);
    if (characters > limits.tableCharacters) break;
    shown.push(next);
  }
  return {
    block: {
      type: 'table',
      rows: [head, ...shown],
      column_settings: head.map(() => ({ is_wrapped: true })),
    },
    left: rows.length - shown.length,
  };
}

/** Cells may not be empty. */
function cells(row: Words[]): Cell[] {
  return row
    .slice(0, limits.tableColumns)
    .map((words) => ({ type: 'raw_text', text: cut(plain(words), cellCharacters) || ' ' }));
}

function padded(row: Cell[], width: number): Cell[] {
  return Array.from({ length: width }, (_, column) => row[column] ?? { type: 'raw_text', text: ' ' });
}

function size(row: Cell[]): number {
  return row.reduce((sum, { text }) => sum + text.length, 0);
}
