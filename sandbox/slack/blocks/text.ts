import {
  all,
  boolean,
  exactlyOne,
  list,
  number,
  oneOf,
  optional,
  type Rule,
  record,
  string,
  typed,
  url,
} from './rules.ts';

const type = (name: string) => oneOf(name);

export const plainText = (max: number): Rule =>
  record({ type: type('plain_text'), text: string(max), emoji: optional(boolean) });

const mrkdwn = (max: number): Rule =>
  record({ type: type('mrkdwn'), text: string(max), verbatim: optional(boolean) });

export const mrkdwnOnly = (max: number): Rule => typed({ mrkdwn: mrkdwn(max) }, 'mrkdwn text');

export const anyText = (max: number): Rule =>
  typed({ plain_text: plainText(max), mrkdwn: mrkdwn(max) }, 'text');

const source = {
  image_url: optional(url()),
  slack_file: optional(
    all(record({ id: optional(string()), url: optional(string()) }), exactlyOne('id', 'url')),
  ),
};

/** The fields of an image, as a block and as an element alike. */
export const imageFields = { type: type('image'), alt_text: string(2000), ...source };
export const imageSource = exactlyOne('image_url', 'slack_file');
export const imageElement: Rule = all(record(imageFields), imageSource);

export const confirm: Rule = record({
  title: plainText(100),
  text: anyText(300),
  confirm: optional(plainText(30)),
  deny: optional(plainText(30)),
  style: optional(oneOf('primary', 'danger')),
});

const style = optional(
  record({
    bold: optional(boolean),
    italic: optional(boolean),
    strike: optional(boolean),
    code: optional(boolean),
    underline: optional(boolean),
  }),
);
const border = optional(oneOf(0, 1));

const inline: Record<string, Rule> = {
  text: record({ type: type('text'), text: string(), style }),
  link: record({
    type: type('link'),
    url: url(),
    text: optional(string()),
    unsafe: optional(boolean),
    style,
  }),
  user: record({ type: type('user'), user_id: string(), style }),
  usergroup: record({ type: type('usergroup'), usergroup_id: string(), style }),
  channel: record({ type: type('channel'), channel_id: string(), style }),
  team: record({ type: type('team'), team_id: string(), style }),
  emoji: record({
    type: type('emoji'),
    name: string(),
    unicode: optional(string()),
    url: optional(url()),
    style,
  }),
  broadcast: record({ type: type('broadcast'), range: oneOf('here', 'channel', 'everyone'), style }),
  color: record({ type: type('color'), value: string(), style }),
  date: record({
    type: type('date'),
    timestamp: number(0),
    format: string(),
    url: optional(url()),
    fallback: optional(string()),
    style,
  }),
};
const inlineElement = typed(inline, 'rich text element');
const section = record({ type: type('rich_text_section'), elements: list(inlineElement, { min: 0 }) });
const codeElement = typed(
  Object.fromEntries(Object.entries(inline).filter(([name]) => name === 'text' || name === 'link')),
  'preformatted element',
);

const richTextElement = typed(
  {
    rich_text_section: section,
    rich_text_list: record({
      type: type('rich_text_list'),
      style: oneOf('bullet', 'ordered'),
      elements: list(typed({ rich_text_section: section }, 'list item')),
      indent: optional(number(0, 8)),
      offset: optional(number(0)),
      border,
    }),
    rich_text_preformatted: record({
      type: type('rich_text_preformatted'),
      elements: list(codeElement),
      language: optional(string()),
      border,
    }),
    rich_text_quote: record({ type: type('rich_text_quote'), elements: list(inlineElement), border }),
  },
  'rich text block element',
);

/** @param elements how many parts it may have: a task card's details hold one. */
export const richText = (elements = Number.POSITIVE_INFINITY): Rule =>
  record({
    type: type('rich_text'),
    block_id: optional(string(255)),
    elements: list(richTextElement, { max: elements }),
  });
