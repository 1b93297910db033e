import { newId, type ResponseUrl, type State } from './state.ts';

/** The short-lived right to open a modal that each gesture gives. */
export function newTrigger(state: State, user: string, view?: string): string {
  const id = `${Math.floor(state.now())}.${newId('')}.${newId('').toLowerCase()}`;
  state.triggers.set(id, { user, at: state.now(), used: false, view });
  return id;
}

/** Spends a trigger; a string is the Web API's error. */
export function spendTrigger(state: State, id: unknown): { user: string; view?: string } | string {
  const trigger = state.triggers.get(String(id));
  if (!trigger) return 'invalid_trigger_id';
  if (state.now() - trigger.at > state.timings.trigger) return 'expired_trigger_id';
  if (trigger.used) return 'exchanged_trigger_id';
  trigger.used = true;
  return trigger;
}

/** An address that takes five answers within thirty minutes. */
export function newResponseUrl(
  state: State,
  about: Pick<ResponseUrl, 'user' | 'channel' | 'message'>,
): string {
  const id = newId('').toLowerCase();
  state.responseUrls.set(id, { ...about, uses: 5, at: state.now() });
  return `${state.url}/hooks/${id}`;
}

/** Takes one use; a string is the error. */
export function spendResponseUrl(state: State, id: string): ResponseUrl | string {
  const found = state.responseUrls.get(id);
  if (!found) return 'invalid_url';
  if (state.now() - found.at > state.timings.responseUrl) return 'expired_url';
  if (found.uses === 0) return 'used_url';
  found.uses -= 1;
  return found;
}
