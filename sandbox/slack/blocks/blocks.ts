import { accessory, actionsElement, button, inputElement } from './elements.ts';
import {
  all,
  boolean,
  type Fields,
  isObject,
  list,
  number,
  oneOf,
  optional,
  type Report,
  type Rule,
  record,
  string,
  typed,
  url,
} from './rules.ts';
import { anyText, imageElement, imageFields, imageSource, mrkdwnOnly, plainText, richText } from './text.ts';

export type Surface = 'message' | 'modal' | 'home';

const block = (type: string, fields: Fields): Rule =>
  record({ type: oneOf(type), block_id: optional(string(255)), ...fields });

const rawText = record({ type: oneOf('raw_text'), text: string() });
const rawNumber = record({ type: oneOf('raw_number'), value: number(), text: string() });
const cell = typed({ raw_text: rawText, raw_number: rawNumber, rich_text: richText() }, 'table cell');
const headerCell = typed({ raw_text: rawText, raw_number: rawNumber }, 'header cell of a data_table');

const rowsOfEqualLength = (value: unknown, pointer: string, report: Report) => {
  const rows = isObject(value) && Array.isArray(value.rows) ? value.rows : [];
  const widths = new Set(rows.map((row) => (Array.isArray(row) ? row.length : 0)));
  if (widths.size > 1) report(`${pointer}/rows`, 'rows must have the same number of cells');
};
const headerIsNotRichText = (value: unknown, pointer: string, report: Report) => {
  const header = isObject(value) && Array.isArray(value.rows) ? value.rows[0] : undefined;
  if (Array.isArray(header)) list(headerCell)(header, `${pointer}/rows/0`, report);
};
const someContent =
  (...names: string[]): Rule =>
  (value, pointer, report) => {
    if (isObject(value) && names.every((name) => value[name] === undefined)) {
      report(pointer, `must have at least one of ${names.join(', ')}`);
    }
  };

const card = all(
  block('card', {
    hero_image: optional(imageElement),
    icon: optional(imageElement),
    title: optional(mrkdwnOnly(150)),
    subtitle: optional(mrkdwnOnly(150)),
    body: optional(mrkdwnOnly(200)),
    actions: optional(list(button, { max: 3 })),
  }),
  someContent('hero_image', 'title', 'body', 'actions'),
);

const taskCard = block('task_card', {
  task_id: string(255),
  title: string(),
  status: oneOf('pending', 'in_progress', 'complete', 'error'),
  details: optional(richText(1)),
  output: optional(richText(1)),
  sources: optional(list(record({ type: oneOf('url'), url: url(), text: string() }))),
});

const rules: Record<string, Rule> = {
  header: block('header', { text: plainText(150) }),
  section: all(
    block('section', {
      text: optional(anyText(3000)),
      fields: optional(list(anyText(2000), { max: 10 })),
      accessory: optional(accessory),
      expand: optional(boolean),
    }),
    someContent('text', 'fields'),
  ),
  context: block('context', {
    elements: list(
      (value, pointer, report) =>
        (isObject(value) && value.type === 'image' ? imageElement : anyText(3000))(value, pointer, report),
      { max: 10 },
    ),
  }),
  divider: block('divider', {}),
  actions: block('actions', { elements: list(actionsElement, { max: 25 }) }),
  image: all(
    record({ ...imageFields, block_id: optional(string(255)), title: optional(plainText(2000)) }),
    imageSource,
  ),
  input: block('input', {
    label: plainText(2000),
    hint: optional(plainText(2000)),
    optional: optional(boolean),
    dispatch_action: optional(boolean),
    element: inputElement,
  }),
  rich_text: richText(),
  markdown: block('markdown', { text: string(12_000) }),
  alert: block('alert', {
    text: anyText(200),
    level: optional(oneOf('default', 'info', 'warning', 'error', 'success')),
  }),
  table: all(
    block('table', {
      rows: list(list(cell, { max: 20 }), { max: 100 }),
      column_settings: optional(
        list(record({ align: optional(oneOf('left', 'center', 'right')), is_wrapped: optional(boolean) }), {
          max: 20,
        }),
      ),
    }),
    rowsOfEqualLength,
  ),
  data_table: all(
    block('data_table', {
      rows: list(list(cell, { max: 20 }), { min: 2, max: 101 }),
      caption: string(),
      page_size: optional(number(1, 100)),
      row_header_column_index: optional(number(0, 19)),
    }),
    rowsOfEqualLength,
    headerIsNotRichText,
  ),
  task_card: taskCard,
  plan: block('plan', {
    title: string(),
    tasks: optional(list(typed({ task_card: taskCard }, 'task of a plan'))),
  }),
  card,
  carousel: block('carousel', { elements: list(typed({ card }, 'card'), { max: 10 }) }),
};

const inContainers = [
  'actions',
  'context',
  'divider',
  'header',
  'image',
  'input',
  'rich_text',
  'section',
  'table',
];
rules.container = block('container', {
  title: optional(plainText(150)),
  rich_text_title: optional(richText()),
  subtitle: optional(anyText(150)),
  child_blocks: list(
    typed(Object.fromEntries(inContainers.map((name) => [name, rules[name] ?? oneOf()])), 'child block'),
    {
      max: 10,
    },
  ),
  width: optional(oneOf('narrow', 'standard', 'wide', 'full')),
  icon: optional(imageElement),
  is_collapsible: optional(boolean),
  default_collapsed: optional(boolean),
  has_header_divider: optional(boolean),
});

const notIn: Partial<Record<Surface, string[]>> = {
  message: ['alert'],
  modal: ['plan', 'task_card', 'markdown', 'table', 'data_table', 'card', 'carousel', 'container'],
  home: ['plan', 'task_card', 'markdown', 'table', 'data_table', 'alert'],
};

/** The blocks a surface shows; one it cannot show is as unknown there as a misspelt one. */
export const blockOn = (surface: Surface): Rule =>
  typed(
    Object.fromEntries(Object.entries(rules).filter(([name]) => !notIn[surface]?.includes(name))),
    `block of a ${surface}`,
  );
