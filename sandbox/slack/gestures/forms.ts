import { answerView } from '../answers.ts';
import type { Gestures, InputValue, SandboxView } from '../api.ts';
import { elementsOf, every } from '../blocks/validate.ts';
import { complaint } from '../inputs.ts';
import type { State } from '../state.ts';
import { newTrigger } from '../tickets.ts';
import { close, stackOf, wireView } from '../views.ts';
import { chosen, keep } from './clicking.ts';
import { type Desk, envelope, GestureRefused, result, untold, userOf, viewOf } from './context.ts';

/** Sending a modal and leaving it. */
export function forms({ state, courier }: Desk): Pick<Gestures, 'submitView' | 'closeView'> {
  return {
    async submitView({ user: id, view_id, values = {} }) {
      const user = userOf(state, id);
      const view = viewOf(state, id, view_id);
      if (view.type !== 'modal' || !view.submit)
        throw new GestureRefused(400, `view ${view_id} has nothing to submit`);
      fill(state, view, values);
      view.errors = {};
      const triggerId = newTrigger(state, id, view_id);
      const delivery = await courier.deliver('interactive', {
        ...envelope(state, user),
        type: 'view_submission',
        trigger_id: triggerId,
        view: wireView(state, view),
        response_urls: [],
      });
      if (delivery.outcome !== 'acked') return result(delivery, { triggerId });
      return result(delivery, { triggerId, errors: answerView(state, view, delivery.ack) });
    },

    async closeView({ user: id, view_id, all = false }) {
      const user = userOf(state, id);
      const view = viewOf(state, id, view_id);
      if (view.type !== 'modal') throw new GestureRefused(400, 'Home does not close');
      const whole = all || view.clear_on_close;
      const closing = whole ? stackOf(state, id).reverse() : [view];
      for (const one of closing) close(state, one);
      const told = closing.filter(({ notify_on_close }) => notify_on_close);
      const deliveries = await Promise.all(
        told.map((one) =>
          courier.deliver('interactive', {
            ...envelope(state, user),
            type: 'view_closed',
            view: wireView(state, one),
            is_cleared: whole,
          }),
        ),
      );
      const [first] = deliveries;
      return first ? result(first) : untold();
    },
  };
}

/** Types the values in, then asks what Slack's client asks before it sends. */
function fill(state: State, view: SandboxView, values: Record<string, Record<string, InputValue>>) {
  const inputs = every(view.blocks).flatMap((block) =>
    elementsOf(block).map((element) => ({ block, element })),
  );
  const known = (blockId: string, actionId: string) =>
    inputs.some(({ block, element }) => block.block_id === blockId && element.action_id === actionId);
  for (const [blockId, actions] of Object.entries(values)) {
    const stranger = Object.keys(actions).find((actionId) => !known(blockId, actionId));
    if (stranger) throw new GestureRefused(404, `the view has no input ${blockId}/${stranger}`);
  }
  for (const { block, element } of inputs) {
    const [blockId, actionId] = [String(block.block_id), String(element.action_id)];
    const typed = values[blockId]?.[actionId];
    if (typed !== undefined) {
      keep(
        view.state.values,
        block,
        element,
        chosen(element, { value: typed }, state.offered.get(`${view.id} ${actionId}`)),
      );
    }
    const value = view.state.values[blockId]?.[actionId];
    const wrong = block.type === 'input' && value ? complaint(block, element, value) : undefined;
    if (wrong) throw new GestureRefused(400, `${blockId}: ${wrong}`);
  }
}
