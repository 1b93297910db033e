import type { Json } from '../api.ts';
import { blockOn, type Surface } from './blocks.ts';
import {
  type BlockError,
  boolean,
  isObject,
  list,
  oneOf,
  optional,
  type Report,
  record,
  string,
} from './rules.ts';
import { plainText } from './text.ts';

/** Every fault of a message's or view's blocks; `facts/slack.md` §3.2 has the limits and their sources. */
export function blockErrors(blocks: unknown, surface: Surface, pointer = '/blocks'): BlockError[] {
  const errors: BlockError[] = [];
  const report: Report = (at, message) => errors.push({ pointer: at, message });
  list(blockOn(surface), { min: 0, max: surface === 'message' ? 50 : 100 })(blocks, pointer, report);
  if (Array.isArray(blocks) && errors.length === 0) {
    duplicateIds(blocks, pointer, report);
    totals(blocks, pointer, report);
  }
  return errors;
}

const viewOf = (type: 'modal' | 'home') => {
  const common = {
    type: oneOf(type),
    blocks: () => {},
    private_metadata: optional(string(3000, 0)),
    callback_id: optional(string(255, 0)),
    external_id: optional(string(255, 0)),
  };
  if (type === 'home') return record(common);
  return record({
    ...common,
    title: plainText(24),
    submit: optional(plainText(24)),
    close: optional(plainText(24)),
    clear_on_close: optional(boolean),
    notify_on_close: optional(boolean),
  });
};

/** Every fault of a view, its blocks included. */
export function viewErrors(view: unknown, type: 'modal' | 'home'): BlockError[] {
  const errors: BlockError[] = [];
  const report: Report = (pointer, message) => errors.push({ pointer, message });
  viewOf(type)(view, '/view', report);
  if (!isObject(view)) return errors;
  errors.push(...blockErrors(view.blocks ?? [], type, '/view/blocks'));
  const asks =
    Array.isArray(view.blocks) && view.blocks.some((block) => isObject(block) && block.type === 'input');
  if (type === 'modal' && asks && view.submit === undefined)
    report('/view', 'missing required field: submit');
  return errors;
}

/** How many tables there are; more than one in a message is an error of its own. */
export const tables = (blocks: unknown): number =>
  Array.isArray(blocks)
    ? every(blocks).filter(({ type }) => type === 'table' || type === 'data_table').length
    : 0;

/** The blocks and those inside containers and carousels. */
export function every(blocks: unknown[]): Json[] {
  return blocks
    .filter(isObject)
    .flatMap((block) => [
      block,
      ...every(Array.isArray(block.child_blocks) ? block.child_blocks : []),
      ...(block.type === 'carousel' && Array.isArray(block.elements) ? every(block.elements) : []),
    ]);
}

/** The elements people can use, wherever a block holds them. */
export function elementsOf(block: Json): Json[] {
  const held = [block.elements, block.actions, block.accessory, block.element].flat();
  return held.filter(isObject).filter(({ type }) => type !== 'image' && interactive(type));
}

const interactive = (type: unknown) =>
  typeof type === 'string' &&
  /^(button|overflow|checkboxes|radio_buttons|datepicker|.*_select|.*_input)$/.test(type);

function duplicateIds(blocks: unknown[], pointer: string, report: Report) {
  const seen = new Set<unknown>();
  for (const block of every(blocks)) {
    if (block.block_id !== undefined && seen.has(block.block_id)) {
      report(pointer, `block_id must be unique: ${String(block.block_id)}`);
    }
    seen.add(block.block_id);
    const ids = elementsOf(block).flatMap(({ action_id }) => (action_id === undefined ? [] : [action_id]));
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined) report(pointer, `action_id must be unique within a block: ${String(twice)}`);
  }
}

function totals(blocks: unknown[], pointer: string, report: Report) {
  const found = every(blocks);
  const markdown = found
    .filter(({ type }) => type === 'markdown')
    .reduce((sum, { text }) => sum + String(text).length, 0);
  if (markdown > 12_000) report(pointer, 'markdown blocks must be less than 12001 characters together');
  const cells = found.filter(({ type }) => type === 'table').reduce((sum, { rows }) => sum + textIn(rows), 0);
  if (cells > 10_000) report(pointer, 'table cells must be less than 10001 characters together');
}

/** Characters of every `text` string below a value. */
function textIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textIn(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [name, item]) => sum + (name === 'text' && typeof item === 'string' ? item.length : textIn(item)),
    0,
  );
}
