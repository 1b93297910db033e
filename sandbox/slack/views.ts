import type { Json, SandboxView } from './api.ts';
import { isObject } from './blocks/rules.ts';
import { elementsOf, every } from './blocks/validate.ts';
import { stateOf } from './inputs.ts';
import { filled } from './messages.ts';
import { newId, type State } from './state.ts';

type Values = SandboxView['state']['values'];

/** A stored view from one the app sent. Inputs whose block and action ids stay keep what was typed. */
function viewFrom(state: State, user: string, sent: Json, before?: SandboxView): SandboxView {
  const id = before?.id ?? newId('V');
  const blocks = filled(sent.blocks);
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    id,
    type: sent.type === 'home' ? 'home' : 'modal',
    user,
    hash: `${Math.floor(state.now() / 1000)}.${newId('').slice(0, 8)}`,
    callback_id: text(sent.callback_id),
    external_id: text(sent.external_id),
    private_metadata: text(sent.private_metadata),
    title: isObject(sent.title) ? sent.title : undefined,
    submit: isObject(sent.submit) ? sent.submit : undefined,
    close: isObject(sent.close) ? sent.close : undefined,
    blocks,
    state: { values: initialValues(blocks, before?.state.values) },
    root_view_id: before?.root_view_id ?? id,
    previous_view_id: before?.previous_view_id ?? null,
    notify_on_close: sent.notify_on_close === true,
    clear_on_close: sent.clear_on_close === true,
    errors: {},
  };
}

function initialValues(blocks: Json[], before: Values = {}): Values {
  const values: Values = {};
  for (const block of every(blocks)) {
    for (const element of elementsOf(block)) {
      if (element.type === 'button' || element.type === 'overflow') continue;
      const [blockId, actionId] = [String(block.block_id), String(element.action_id)];
      const kept = before[blockId]?.[actionId];
      const value = kept && kept.type === element.type ? kept : stateOf(element);
      values[blockId] = { ...values[blockId], [actionId]: value };
    }
  }
  return values;
}

export const stackOf = (state: State, user: string): SandboxView[] =>
  (state.stacks.get(user) ?? []).flatMap((id) => state.views.get(id) ?? []);

/** Opens a modal, alone on the screen. */
export function open(state: State, user: string, sent: Json): SandboxView {
  clear(state, user);
  const view = viewFrom(state, user, sent);
  return put(state, view, [view.id], 'opened');
}

/** Puts a modal on top; the caller has checked that fewer than three are open. */
export function push(state: State, user: string, sent: Json): SandboxView {
  const stack = stackOf(state, user);
  const view = viewFrom(state, user, sent);
  view.root_view_id = stack[0]?.id ?? view.id;
  view.previous_view_id = stack.at(-1)?.id ?? null;
  return put(state, view, [...stack.map(({ id }) => id), view.id], 'opened');
}

export function replace(state: State, before: SandboxView, sent: Json): SandboxView {
  const view = viewFrom(state, before.user, sent, before);
  return put(state, view, state.stacks.get(before.user) ?? [], 'updated');
}

function put(state: State, view: SandboxView, stack: string[], change: 'opened' | 'updated'): SandboxView {
  state.views.set(view.id, view);
  state.stacks.set(view.user, stack);
  state.emit({ type: 'view', change, user: view.user, view });
  return view;
}

/** Takes the top modal away; the one below shows again, unless the view clears all on closing. */
export function close(state: State, view: SandboxView) {
  const rest = (state.stacks.get(view.user) ?? []).filter((id) => id !== view.id);
  state.views.delete(view.id);
  state.stacks.set(view.user, rest);
  state.emit({ type: 'view', change: 'closed', user: view.user, view });
}

export function clear(state: State, user: string) {
  for (const view of stackOf(state, user).reverse()) close(state, view);
}

export function publish(state: State, user: string, sent: Json): SandboxView {
  const view = viewFrom(state, user, sent, state.homes.get(user));
  state.homes.set(user, view);
  state.emit({ type: 'view', change: 'home', user, view });
  return view;
}

/** As the Web API and payloads show a view. */
export function wireView(state: State, { user: _user, errors: _errors, ...view }: SandboxView): Json {
  return {
    ...view,
    team_id: state.team.id,
    app_id: state.app.appId,
    bot_id: state.app.botId,
    app_installed_team_id: state.team.id,
  };
}
