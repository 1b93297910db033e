import { z } from 'zod';
import { type Locale, translator } from '../../i18n/index.ts';
import { plain, type Words } from '../../i18n/text.ts';
import type { Block, Card, Field, Form } from '../card.ts';
import { accountKey, type Incoming, type Intake } from '../platform.ts';
import { shortHash } from './places.ts';
import type { NoteStore } from './progress.ts';
import { requestIn } from './typed.ts';

/** Where the questions stand. It outlives the last answer, so that one delivered again is not taken for another. */
const State = z.object({
  /** Undefined once all is asked or given up. */
  form: z.custom<Form>((form) => typeof form === 'object').optional(),
  values: z.record(z.string(), z.string()),
  asked: z.string(),
  heard: z.array(z.string()),
});
type State = z.infer<typeof State>;

/** What to do with something a person said: hand it on or ask, and then note that it was done; or nothing more. */
export type Heard =
  | { pass: Incoming; after?(): Promise<void> }
  | { say: Card; after(): Promise<void> }
  | 'nothing';

const openMs = 10 * 60_000;
const mostHeard = 50;

/**
 * DingTalk has no forms: what is missing is asked for in the chat, one thing after another, with an end. All is
 * noted only after it was done: if that fails, the same delivery coming again has it done again.
 */
export function questions(store: NoteStore, intake: Pick<Intake, 'form' | 'judge'>) {
  async function hear(incoming: Incoming, locale: Locale): Promise<Heard> {
    const key = keyOf(incoming);
    const stored = await store.get(key);
    const open = stored === undefined ? undefined : State.parse(JSON.parse(stored));
    if (open?.heard.includes(incoming.id)) return 'nothing';
    const answer = open?.form && answerIn(incoming);
    if (open?.form && answer !== undefined) return answered(open, open.form, answer, incoming, locale);
    const form = intake.form(incoming, locale);
    if (form) return ask(form, given(form), incoming, locale, open?.heard ?? []);
    // Another command ends the questions.
    const ended = open?.form && { ...open, form: undefined, heard: [...open.heard, incoming.id] };
    return { pass: incoming, ...(ended ? { after: () => keep(key, ended) } : {}) };
  }

  async function answered(
    open: State,
    form: Form,
    text: string,
    incoming: Incoming,
    locale: Locale,
  ): Promise<Heard> {
    const heard = [...open.heard, incoming.id];
    if (/^(取消|cancel)$/i.test(text)) {
      const ended = { ...open, form: undefined, heard };
      return {
        say: { title: translator(locale)('dingtalk.ask.ended'), locale },
        after: () => keep(keyOf(incoming), ended),
      };
    }
    const field = form.fields.find(({ name }) => name === open.asked);
    const values = { ...open.values, [open.asked]: chosen(field, text) };
    return ask(form, values, incoming, locale, open.heard, open.asked);
  }

  /** Asks for the first thing that is missing or wrong; when there is none the form is complete. */
  async function ask(
    form: Form,
    values: Record<string, string>,
    incoming: Incoming,
    locale: Locale,
    heard: string[],
    answered?: string,
  ): Promise<Heard> {
    const complete = filled(form, values, incoming);
    const wrong = intake.judge(complete, locale) ?? {};
    const next = form.fields.find(({ name }) => wrong[name]);
    const known = [...heard.slice(-mostHeard), incoming.id];
    const state = { form: next && form, values, asked: next?.name ?? '', heard: known };
    const after = () => keep(keyOf(incoming), state);
    if (!next) return { pass: complete, after };
    const again = next.name === answered ? wrong[next.name] : undefined;
    return { say: question(form, next, locale, !!incoming.place.direct, again), after };
  }

  async function keep(key: string, state: State): Promise<void> {
    await store.put(key, JSON.stringify(state), openMs);
  }

  return { hear };
}

/** Under it lies what we asked this person in this place. */
export function keyOf({ account, place }: Incoming): string {
  return shortHash(accountKey(account), place.id);
}

/** Whoever names the bot or a request, or taps a button, means a command; all else is an answer. */
function answerIn(incoming: Incoming): string | undefined {
  if (incoming.kind !== 'command') return undefined;
  const text = incoming.text.normalize('NFKC').trim();
  return /^\/?(ecs-image|镜像)/i.test(text) || requestIn(text) ? undefined : incoming.text.trim();
}

function given({ fields }: Form): Record<string, string> {
  return Object.fromEntries(fields.flatMap(({ name, value }) => (value ? [[name, value]] : [])));
}

function filled(form: Form, values: Record<string, string>, incoming: Incoming): Incoming & { kind: 'form' } {
  const { id, account, place, at, outsider } = incoming;
  return { kind: 'form', id, account, place, at, ...(outsider ? { outsider } : {}), form: form.name, values };
}

/** An option by its number, its value or its name. */
function chosen(field: Field | undefined, text: string): string {
  const said = text.toLowerCase();
  const option = field?.options?.find(
    ({ value, label }, i) =>
      said === `${i + 1}` || said === value.toLowerCase() || said === plain(label).toLowerCase(),
  );
  return option?.value ?? text;
}

function question(form: Form, field: Field, locale: Locale, direct: boolean, wrong?: Words): Card {
  const t = translator(locale);
  const choices: Block[] = field.options?.length
    ? [
        { kind: 'text', text: t('dingtalk.ask.choose') },
        {
          kind: 'list',
          items: field.options.map(({ label }, i) =>
            t('dingtalk.ask.choice', { number: i + 1, label: plain(label) }),
          ),
        },
      ]
    : [];
  const hint = field.hint ?? field.placeholder;
  return {
    tone: wrong ? 'warn' : 'ask',
    locale,
    title: t('dingtalk.ask.title', { title: plain(form.title), label: plain(field.label) }),
    body: [
      ...(wrong ? [{ kind: 'text' as const, text: wrong }] : []),
      ...(hint ? [{ kind: 'text' as const, text: hint }] : []),
      ...choices,
    ],
    footer: t(direct ? 'dingtalk.ask.how.direct' : 'dingtalk.ask.how'),
  };
}
