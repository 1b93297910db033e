import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Field, Form } from '../card.ts';
import { cut, limits } from './limits.ts';
import { plainText } from './plain-text.ts';
import { richText, section } from './rich.ts';

/** The callback id of every form of ours. */
export const FORM = 'form';
const ANSWER = 'answer';

/** What a view carries back to us: a submission names neither the channel nor the command. */
export const Carried = z.object({
  form: z.string(),
  nonce: z.string(),
  place: z.object({
    platform: z.literal('slack'),
    id: z.string(),
    thread: z.string().optional(),
    direct: z.literal(true).optional(),
  }),
});
export type Carried = z.infer<typeof Carried>;

/** A form as a modal; each field's block id is its name, so that errors find it. */
export function renderForm(form: Form, carried: Carried): ModalView {
  return {
    type: 'modal',
    callback_id: FORM,
    private_metadata: JSON.stringify(carried),
    title: plainText(form.title, limits.modalTitle),
    submit: plainText(form.submit, limits.modalTitle),
    close: plainText(form.cancel, limits.modalTitle),
    blocks: [
      ...(form.intro ? [richText(section(form.intro))] : []),
      ...form.fields.slice(0, limits.modalBlocks - 1).map(input),
    ],
  };
}

/** The answers of `view.state.values`, by field; what was left empty is left out. */
export function answers(
  values: Record<
    string,
    Record<string, { value?: string | null; selected_option?: { value: string } | null }>
  >,
): Record<string, string> {
  const entries = Object.entries(values).map(([name, element]) => {
    const answer = element[ANSWER];
    return [name, answer?.selected_option?.value ?? answer?.value ?? ''] as const;
  });
  return Object.fromEntries(entries.filter(([, answer]) => answer.trim()));
}

function input(field: Field): InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: plainText(field.label, limits.label),
    ...(field.hint ? { hint: plainText(field.hint, limits.hint) } : {}),
    optional: field.optional ?? false,
    element: selectable(field) ? select(field, field.options) : textInput(field),
  };
}

/** Slack's options hold 75 characters; a longer one is typed instead. */
function selectable(field: Field): field is Field & { options: NonNullable<Field['options']> } {
  return (
    !!field.options?.length && field.options.every(({ value }) => value && value.length <= limits.option)
  );
}

function select(field: Field, all: NonNullable<Field['options']>): InputBlock['element'] {
  const options = all
    .slice(0, limits.options)
    .map((option) => ({ value: option.value, text: plainText(option.label, limits.option) }));
  const chosen = options.find(({ value }) => value === field.value);
  return {
    type: 'static_select',
    action_id: ANSWER,
    options,
    ...(chosen ? { initial_option: chosen } : {}),
    ...(field.placeholder ? { placeholder: plainText(field.placeholder, limits.placeholder) } : {}),
  };
}

function textInput(field: Field): InputBlock['element'] {
  return {
    type: 'plain_text_input',
    action_id: ANSWER,
    max_length: limits.input,
    ...(field.value ? { initial_value: cut(field.value, limits.input) } : {}),
    ...(field.placeholder ? { placeholder: plainText(field.placeholder, limits.placeholder) } : {}),
  };
}
