import type { Gestures, InputValue, Json, SandboxMessage, SandboxView } from '../api.ts';
import { isObject } from '../blocks/rules.ts';
import { elementsOf, every } from '../blocks/validate.ts';
import { BadInput, stateOf } from '../inputs.ts';
import { wire } from '../messages.ts';
import { newResponseUrl, newTrigger } from '../tickets.ts';
import { wireView } from '../views.ts';
import {
  channelName,
  channelOf,
  type Desk,
  envelope,
  GestureRefused,
  messageOf,
  result,
  tellFailure,
  untold,
  userOf,
  viewOf,
} from './context.ts';

interface Aim {
  action_id: string;
  block_id?: string;
  value?: string;
  selected_option?: string;
}

/** What people do with the mouse: on messages, in modals and in Home. Only what is really there can be used. */
export function clicking(
  desk: Desk,
): Pick<Gestures, 'click' | 'viewClick' | 'viewSelect' | 'suggest' | 'shortcut'> {
  const { state, courier } = desk;

  const inView = async (aim: Aim & { user: string; view_id: string }) => {
    const user = userOf(state, aim.user);
    const view = viewOf(state, aim.user, aim.view_id);
    const { block, element } = aimed(view.blocks, aim);
    const value = chosen(element, aim, state.offered.get(offerKey(view.id, element)));
    if (element.type !== 'button' && element.type !== 'overflow')
      keep(view.state.values, block, element, value);
    state.emit({ type: 'view', change: 'updated', user: aim.user, view });
    if (block.type === 'input' && block.dispatch_action !== true) return untold();
    const triggerId = newTrigger(state, aim.user, view.id);
    const delivery = await courier.deliver('interactive', {
      ...envelope(state, user),
      type: 'block_actions',
      trigger_id: triggerId,
      container: { type: 'view', view_id: view.id },
      view: wireView(state, view),
      actions: [action(desk, block, element, value)],
    });
    return result(delivery, { triggerId });
  };

  return {
    async click(aim) {
      const user = userOf(state, aim.user);
      const channel = channelOf(state, aim.user, aim.channel);
      const message = messageOf(state, aim.user, aim.channel, aim.message_ts);
      const { block, element } = aimed(message.blocks ?? [], aim);
      const value = chosen(element, aim, state.offered.get(offerKey(message.ts, element)));
      const key = `${aim.user} ${aim.channel} ${aim.message_ts}`;
      const values = state.choices.get(key) ?? {};
      if (element.type !== 'button' && element.type !== 'overflow') keep(values, block, element, value);
      state.choices.set(key, values);
      const triggerId = newTrigger(state, aim.user);
      const delivery = await courier.deliver('interactive', {
        ...envelope(state, user),
        type: 'block_actions',
        trigger_id: triggerId,
        response_url: newResponseUrl(state, { user: aim.user, channel: channel.id, message }),
        channel: { id: channel.id, name: channelName(channel) },
        container: containerOf(message),
        ...(!message.ephemeral_for && { message: wire(message) }),
        state: { values },
        actions: [action(desk, block, element, value)],
      });
      tellFailure(state, aim.channel, aim.user, delivery, 'The button');
      return result(delivery, { triggerId });
    },

    viewClick: inView,
    viewSelect: inView,

    async suggest(typed) {
      const user = userOf(state, typed.user);
      const place =
        'view_id' in typed
          ? onView(viewOf(state, typed.user, typed.view_id))
          : onMessage(messageOf(state, typed.user, typed.channel, typed.message_ts));
      const { block, element } = aimed(place.blocks, {
        action_id: typed.action_id,
        block_id: typed.block_id,
      });
      if (element.type !== 'external_select')
        throw new GestureRefused(400, `${typed.action_id} loads no options`);
      if (typed.value.length < Number(element.min_query_length ?? 3)) return untold({ options: [] });
      const { blocks: _blocks, key, ...where } = place;
      const delivery = await courier.deliver('interactive', {
        ...envelope(state, user),
        ...where,
        type: 'block_suggestion',
        action_id: element.action_id,
        block_id: block.block_id,
        value: typed.value,
      });
      const options = optionsIn(delivery.ack);
      state.offered.set(offerKey(key, element), options);
      return result(delivery, { options });
    },

    async shortcut({ user: id, callback_id, channel: at, message_ts }) {
      const user = userOf(state, id);
      const triggerId = newTrigger(state, id);
      const payload: Json = {
        ...envelope(state, user),
        callback_id,
        trigger_id: triggerId,
        action_ts: state.nextTs(),
      };
      if (at === undefined || message_ts === undefined) {
        return result(await courier.deliver('interactive', { ...payload, type: 'shortcut' }), { triggerId });
      }
      const channel = channelOf(state, id, at);
      const message = messageOf(state, id, at, message_ts);
      const delivery = await courier.deliver('interactive', {
        ...payload,
        type: 'message_action',
        message_ts,
        message: wire(message),
        channel: { id: at, name: channelName(channel) },
        response_url: newResponseUrl(state, { user: id, channel: at }),
      });
      return result(delivery, { triggerId });
    },
  };

  function onView(view: SandboxView) {
    const container = { type: 'view', view_id: view.id };
    return { blocks: view.blocks, key: view.id, container, view: wireView(state, view) };
  }

  function onMessage(message: SandboxMessage) {
    const channel = { id: message.channel };
    return { blocks: message.blocks ?? [], key: message.ts, container: containerOf(message), channel };
  }
}

const containerOf = ({ ts, channel, ephemeral_for, thread_ts }: SandboxMessage): Json => ({
  type: 'message',
  message_ts: ts,
  channel_id: channel,
  is_ephemeral: ephemeral_for !== undefined,
  ...(thread_ts && { thread_ts }),
});

const offerKey = (place: string, element: Json) => `${place} ${String(element.action_id)}`;

/** The one element meant; several of one action id are told apart by block or by the button's value. */
function aimed(
  blocks: Json[],
  { action_id, block_id, value, selected_option }: Aim,
): { block: Json; element: Json } {
  const found = every(blocks)
    .filter((block) => block_id === undefined || block.block_id === block_id)
    .flatMap((block) => elementsOf(block).map((element) => ({ block, element })))
    .filter(({ element }) => element.action_id === action_id)
    .filter(({ element }) => element.type !== 'button' || value === undefined || element.value === value);
  const [only] = found;
  if (!only)
    throw new GestureRefused(
      404,
      `nothing there is ${action_id}${value === undefined ? '' : ` with value ${value}`}`,
    );
  if (found.length > 1)
    throw new GestureRefused(400, `${found.length} elements are ${action_id}: name block_id or value`);
  if (only.element.type === 'button' && selected_option !== undefined) {
    throw new GestureRefused(400, `${action_id} is a button and has no options`);
  }
  return only;
}

/** The state a gesture gives to an element. */
export function chosen(
  element: Json,
  aim: { value?: InputValue; selected_option?: InputValue },
  offered?: Json[],
): Json {
  if (element.type === 'button') return { type: 'button', text: element.text, value: element.value };
  try {
    return stateOf(element, aim.selected_option ?? aim.value ?? null, offered);
  } catch (error) {
    if (error instanceof BadInput) throw new GestureRefused(400, error.message);
    throw error;
  }
}

export function keep(values: SandboxView['state']['values'], block: Json, element: Json, value: Json) {
  const id = String(block.block_id);
  values[id] = { ...values[id], [String(element.action_id)]: value };
}

const action = ({ state }: Desk, block: Json, element: Json, value: Json): Json => ({
  ...value,
  action_id: element.action_id,
  block_id: block.block_id,
  action_ts: state.nextTs(),
  ...(element.style !== undefined && { style: element.style }),
  ...(element.url !== undefined && { url: element.url }),
  ...(element.placeholder !== undefined && { placeholder: element.placeholder }),
});

function optionsIn(ack: unknown): Json[] {
  if (!isObject(ack)) return [];
  const groups = Array.isArray(ack.option_groups) ? ack.option_groups.filter(isObject) : [];
  return [ack, ...groups].flatMap(({ options }) => (Array.isArray(options) ? options : [])).filter(isObject);
}
