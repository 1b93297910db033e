import type { Json, SandboxView } from '../api.ts';
import { isObject } from '../blocks/rules.ts';
import { viewErrors } from '../blocks/validate.ts';
import type { State } from '../state.ts';
import { spendTrigger } from '../tickets.ts';
import { open, publish, push, replace, stackOf, wireView } from '../views.ts';
import { ApiError, type Method, refuseBlocks, text } from './method.ts';

const mostViews = 3;
const largestViewBytes = 250_000;

export const views: Record<string, Method> = {
  'views.open': {
    perMinute: 100,
    args: ['trigger_id', 'view'],
    required: ['trigger_id', 'view'],
    run(args, state) {
      const view = checkedView(state, args.view, 'modal');
      const { user } = trigger(state, args.trigger_id);
      return { view: wireView(state, open(state, user, view)) };
    },
  },

  'views.push': {
    perMinute: 100,
    args: ['trigger_id', 'view'],
    required: ['trigger_id', 'view'],
    run(args, state) {
      const view = checkedView(state, args.view, 'modal');
      const { user, view: from } = trigger(state, args.trigger_id);
      const stack = stackOf(state, user);
      if (!from || !stack.some(({ id }) => id === from)) throw new ApiError('not_found');
      if (stack.length >= mostViews) throw new ApiError('push_limit_reached');
      return { view: wireView(state, push(state, user, view)) };
    },
  },

  'views.update': {
    perMinute: 100,
    args: ['view_id', 'external_id', 'view', 'hash'],
    required: ['view'],
    run(args, state) {
      const before = args.view_id
        ? state.views.get(text(args.view_id))
        : [...state.views.values()].find(
            ({ external_id }) => external_id !== '' && external_id === args.external_id,
          );
      if (!before) throw new ApiError('not_found');
      const view = checkedView(state, args.view, 'modal', before);
      unchanged(before, args.hash);
      return { view: wireView(state, replace(state, before, view)) };
    },
  },

  'views.publish': {
    perMinute: 100,
    args: ['user_id', 'view', 'hash'],
    required: ['user_id', 'view'],
    run(args, state) {
      const user = text(args.user_id);
      if (!state.users.has(user)) throw new ApiError('user_not_found');
      const view = checkedView(state, args.view, 'home');
      const before = state.homes.get(user);
      if (before) unchanged(before, args.hash);
      return { view: wireView(state, publish(state, user, view)) };
    },
  },
};

function trigger(state: State, id: unknown) {
  const spent = spendTrigger(state, id);
  if (typeof spent === 'string') throw new ApiError(spent);
  return spent;
}

function unchanged(before: SandboxView, hash: unknown) {
  if (hash !== undefined && hash !== before.hash) throw new ApiError('hash_conflict');
}

/** A view as the app sent it, checked; bad ones are `invalid_arguments` here, as on Slack. */
export function checkedView(state: State, view: unknown, type: 'modal' | 'home', before?: SandboxView): Json {
  if (!isObject(view)) throw new ApiError('invalid_arguments');
  if (Buffer.byteLength(JSON.stringify(view)) > largestViewBytes) throw new ApiError('view_too_large');
  refuseBlocks('invalid_arguments', viewErrors(view, type));
  const taken = [...state.views.values()].some(
    (other) => other.external_id !== '' && other.external_id === view.external_id && other.id !== before?.id,
  );
  if (taken) throw new ApiError('duplicate_external_id');
  return view;
}
