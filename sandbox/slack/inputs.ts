import type { InputValue, Json } from './api.ts';
import { isObject } from './blocks/rules.ts';

/** Why the screen does not take a value, e.g. an option the list does not have. */
export class BadInput extends Error {}

/**
 * What Slack keeps of an element in `state.values` and sends as an action.
 * @param value undefined: the element's initial value
 * @param offered options an external select got from the app
 */
export function stateOf(element: Json, value?: InputValue, offered: Json[] = []): Json {
  const type = String(element.type);
  const initial = value === undefined;
  const one = typeof value === 'string' ? value : null;
  const many = Array.isArray(value) ? value : one === null ? [] : [one];
  const choose = (wanted: string) => {
    const option = [...optionsOf(element), ...offered].find((option) => option.value === wanted);
    if (!option) throw new BadInput(`${type} has no option ${wanted}`);
    return option;
  };
  switch (type) {
    case 'checkboxes':
    case 'multi_static_select':
      return { type, selected_options: initial ? (element.initial_options ?? []) : many.map(choose) };
    case 'multi_users_select':
      return { type, selected_users: initial ? (element.initial_users ?? []) : many };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
    case 'overflow':
      return {
        type,
        selected_option: initial ? (element.initial_option ?? null) : one === null ? null : choose(one),
      };
    case 'users_select':
      return { type, selected_user: initial ? (element.initial_user ?? null) : one };
    case 'channels_select':
      return { type, selected_channel: initial ? (element.initial_channel ?? null) : one };
    case 'datepicker':
      return { type, selected_date: initial ? (element.initial_date ?? null) : one };
    default:
      return { type, value: initial ? (element.initial_value ?? null) : one };
  }
}

function optionsOf({ options, option_groups }: Json): Json[] {
  const groups = Array.isArray(option_groups)
    ? option_groups.flatMap((group) => (isObject(group) ? group.options : []))
    : [];
  return [...(Array.isArray(options) ? options : []), ...groups].filter(isObject);
}

const isEmpty = (value: Json) =>
  Object.entries(value).every(
    ([name, part]) =>
      name === 'type' || part === null || part === '' || (Array.isArray(part) && part.length === 0),
  );

/** What Slack's own client says before it sends a form; undefined when it is content. */
export function complaint(block: Json, element: Json, value: Json): string | undefined {
  if (isEmpty(value)) return block.optional === true ? undefined : 'Please complete this required field.';
  const text = typeof value.value === 'string' ? value.value : undefined;
  if (text === undefined) return undefined;
  if (Number(element.min_length) > text.length) return `Must be at least ${element.min_length} characters.`;
  if (Number(element.max_length) < text.length)
    return `Must be less than ${Number(element.max_length) + 1} characters.`;
  if (element.type !== 'number_input') return undefined;
  const number = Number(text);
  if (!Number.isFinite(number) || (element.is_decimal_allowed !== true && !Number.isInteger(number))) {
    return 'Must be a number.';
  }
  if (Number(element.min_value) > number) return `Must be at least ${element.min_value}.`;
  return Number(element.max_value) < number ? `Must be at most ${element.max_value}.` : undefined;
}
