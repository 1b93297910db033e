import { isDeepStrictEqual } from 'node:util';
import {
  all,
  boolean,
  exactlyOne,
  type Fields,
  isObject,
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
import { anyText, confirm, imageElement, plainText, richText } from './text.ts';

const option = (text: Rule): Rule =>
  record({
    text,
    value: string(75),
    description: optional(anyText(75)),
    url: optional(url()),
  });
const plainOption = option(plainText(75));
const anyOption = option(anyText(75));
const options = list(plainOption, { max: 100 });
const optionGroups = list(record({ label: plainText(75), options }), { max: 100 });

const id = { action_id: optional(string(255)) };
const confirmable = { confirm: optional(confirm) };
const focusable = { focus_on_load: optional(boolean) };
const placeholder = { placeholder: optional(plainText(150)) };
const dispatchable = {
  dispatch_action_config: optional(
    record({
      trigger_actions_on: optional(list(oneOf('on_enter_pressed', 'on_character_entered'), { max: 2 })),
    }),
  ),
};
const many = { max_selected_items: optional(number(1)) };
const date: Rule = (value, pointer, report) => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value))
    report(pointer, 'must be a date as YYYY-MM-DD');
};

const element = (type: string, fields: Fields): Rule => record({ type: oneOf(type), ...id, ...fields });
const menu = (type: string, fields: Fields): Rule =>
  element(type, { ...confirmable, ...focusable, ...placeholder, ...fields });

/** An initial choice must be one of the choices, word for word. */
const initialAmongOptions: Rule = (value, pointer, report) => {
  if (!isObject(value)) return;
  const initial = [value.initial_option ?? value.initial_options ?? []].flat();
  const groups = Array.isArray(value.option_groups) ? value.option_groups.filter(isObject) : [];
  const offered = [value, ...groups].flatMap(({ options }) => (Array.isArray(options) ? options : []));
  if (initial.some((one) => !offered.some((other) => isDeepStrictEqual(one, other)))) {
    report(pointer, 'initial options must be among the options');
  }
};

const rules: Record<string, Rule> = {
  button: element('button', {
    ...confirmable,
    text: plainText(75),
    value: optional(string(2000)),
    url: optional(url()),
    style: optional(oneOf('primary', 'danger')),
    accessibility_label: optional(string(75)),
  }),
  overflow: element('overflow', { ...confirmable, options: list(plainOption, { max: 5 }) }),
  static_select: all(
    menu('static_select', {
      options: optional(options),
      option_groups: optional(optionGroups),
      initial_option: optional(plainOption),
    }),
    exactlyOne('options', 'option_groups'),
    initialAmongOptions,
  ),
  external_select: menu('external_select', {
    initial_option: optional(plainOption),
    min_query_length: optional(number(0)),
  }),
  users_select: menu('users_select', { initial_user: optional(string()) }),
  channels_select: menu('channels_select', {
    initial_channel: optional(string()),
    response_url_enabled: optional(boolean),
  }),
  multi_static_select: all(
    menu('multi_static_select', {
      ...many,
      options: optional(options),
      option_groups: optional(optionGroups),
      initial_options: optional(list(plainOption, { max: 100 })),
    }),
    exactlyOne('options', 'option_groups'),
    initialAmongOptions,
  ),
  multi_users_select: menu('multi_users_select', { ...many, initial_users: optional(list(string())) }),
  checkboxes: all(
    element('checkboxes', {
      ...confirmable,
      ...focusable,
      options: list(anyOption, { max: 10 }),
      initial_options: optional(list(anyOption, { max: 10 })),
    }),
    initialAmongOptions,
  ),
  radio_buttons: all(
    element('radio_buttons', {
      ...confirmable,
      ...focusable,
      options: list(anyOption, { max: 10 }),
      initial_option: optional(anyOption),
    }),
    initialAmongOptions,
  ),
  datepicker: menu('datepicker', { initial_date: optional(date) }),
  plain_text_input: element('plain_text_input', {
    ...focusable,
    ...placeholder,
    ...dispatchable,
    initial_value: optional(string(3000, 0)),
    multiline: optional(boolean),
    min_length: optional(number(0, 3000)),
    max_length: optional(number(1, 3000)),
  }),
  number_input: element('number_input', {
    ...focusable,
    ...placeholder,
    ...dispatchable,
    is_decimal_allowed: boolean,
    initial_value: optional(string()),
    min_value: optional(string()),
    max_value: optional(string()),
  }),
  email_text_input: element('email_text_input', {
    ...focusable,
    ...placeholder,
    ...dispatchable,
    initial_value: optional(string()),
  }),
  url_text_input: element('url_text_input', {
    ...focusable,
    ...placeholder,
    ...dispatchable,
    initial_value: optional(string()),
  }),
  rich_text_input: element('rich_text_input', {
    ...focusable,
    ...placeholder,
    ...dispatchable,
    initial_value: optional(richText()),
  }),
  image: imageElement,
};

const some = (what: string, ...names: string[]): Rule =>
  typed(Object.fromEntries(Object.entries(rules).filter(([name]) => names.includes(name))), what);

const selects = ['static_select', 'external_select', 'users_select', 'channels_select'];
const multiSelects = ['multi_static_select', 'multi_users_select'];
const choices = [...selects, ...multiSelects, 'checkboxes', 'radio_buttons', 'datepicker'];

export const button = some('button', 'button');
export const actionsElement = some('element of actions', 'button', 'overflow', ...choices);
export const accessory = some('section accessory', 'button', 'overflow', 'image', ...choices);
export const inputElement = some(
  'element of input',
  'plain_text_input',
  'number_input',
  'email_text_input',
  'url_text_input',
  'rich_text_input',
  ...choices,
);
