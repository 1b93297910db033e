import { z } from 'zod';
import type { Card, SeenCard } from './api.ts';
import { bytesOf } from './refused.ts';
import type { State } from './state.ts';

/** Strings alone, keys of at most 100 bytes and values of 1 KB: stricter than DingTalk, where they get lost. */
export const CardParams = z.strictObject({
  cardParamMap: z.record(
    z.string().refine((key) => bytesOf(key) <= 100, 'a key is over 100 bytes'),
    z.string().refine((value) => bytesOf(value) <= 1024, 'a value is over 1024 bytes'),
  ),
});
export const PrivateParams = z.record(z.string(), CardParams);
export const UpdateOptions = z.strictObject({
  updateCardDataByKey: z.boolean().optional(),
  updatePrivateDataByKey: z.boolean().optional(),
});

/** What the robot may answer a card callback with; `userPrivateData` is the clicker's, not keyed by person. */
export const CallbackAnswer = z.strictObject({
  cardUpdateOptions: UpdateOptions.optional(),
  cardData: CardParams.optional(),
  userPrivateData: CardParams.optional(),
});

export interface Change {
  cardData?: z.infer<typeof CardParams>;
  privateData?: z.infer<typeof PrivateParams>;
  cardUpdateOptions?: z.infer<typeof UpdateOptions>;
}

/** Names the template has no variable for: DingTalk would draw nothing. */
export function strangersTo({ template }: State, { cardData, privateData }: Change): string[] {
  const maps = [cardData, ...Object.values(privateData ?? {})];
  const names = maps.flatMap((data) => Object.keys(data?.cardParamMap ?? {}));
  return names.filter((name) => template.variables && !template.variables.includes(name));
}

/** By key when asked to; else everything not given is gone. */
export function apply(state: State, card: Card, change: Change, by: 'update' | 'callback'): void {
  const { cardData, privateData, cardUpdateOptions: how = {} } = change;
  if (cardData) {
    card.public = { ...(how.updateCardDataByKey && card.public), ...cardData.cardParamMap };
  }
  for (const [staffId, data] of Object.entries(privateData ?? {})) {
    const before = how.updatePrivateDataByKey ? card.private[staffId] : {};
    card.private[staffId] = { ...before, ...data.cardParamMap };
  }
  note(state, card, by);
  state.emit({ type: 'card', change: 'updated', card });
}

export function note(state: State, card: Card, by: Card['history'][number]['by']): void {
  card.history.push({ at: state.now(), by, public: { ...card.public } });
}

/** The card as one person sees it, with the buttons that are there for them. */
export function cardFor({ template }: State, card: Card, staffId: string | undefined): SeenCard {
  const values = { ...card.public, ...(staffId === undefined ? {} : card.private[staffId]) };
  const actions = template.actions
    .filter(({ shownWhile }) => !shownWhile || values[shownWhile.variable] === shownWhile.is)
    .map(({ id, title }) => ({ id, title: fill(title, values) }));
  return { ...card, values, actions };
}

/** The words of a template, its `${names}` filled from a card. */
export const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
