import type { Delivery, GestureResult, Json, SandboxChannel, SandboxUser, SandboxView } from '../api.ts';
import type { Courier } from '../delivery.ts';
import { findFor, mayRead, notify } from '../messages.ts';
import type { State } from '../state.ts';

/** The screen does not let this person do this. */
export class GestureRefused extends Error {
  readonly status: 400 | 403 | 404;
  readonly reason: string;

  constructor(status: 400 | 403 | 404, reason: string) {
    super(reason);
    this.status = status;
    this.reason = reason;
  }
}

export interface Desk {
  state: State;
  courier: Courier;
}

export function userOf(state: State, id: string): SandboxUser {
  const user = state.users.get(id);
  if (!user || user.deleted) throw new GestureRefused(404, `no user ${id}`);
  return user;
}

/** A channel this person sees; `toWrite` asks for membership. */
export function channelOf(state: State, user: string, id: string, toWrite = false): SandboxChannel {
  const channel = state.channels.get(id);
  if (!channel || !mayRead(channel, user)) throw new GestureRefused(404, `${user} sees no channel ${id}`);
  if (toWrite && !channel.members.includes(user)) throw new GestureRefused(403, `${user} is not in ${id}`);
  if (toWrite && channel.is_archived) throw new GestureRefused(403, `${id} is archived`);
  return channel;
}

export function messageOf(state: State, user: string, channel: string, ts: string) {
  channelOf(state, user, channel);
  const message = findFor(state, user, channel, ts);
  if (!message || message.subtype === 'tombstone')
    throw new GestureRefused(404, `${user} sees no message ${ts}`);
  return message;
}

/** The open modal on top of this person's screen, or their Home tab. */
export function viewOf(state: State, user: string, id: string): SandboxView {
  const home = state.homes.get(user);
  if (home?.id === id) return home;
  const top = state.stacks.get(user)?.at(-1);
  const view = state.views.get(id);
  if (!view || view.user !== user) throw new GestureRefused(404, `${user} has no open view ${id}`);
  if (top !== id) throw new GestureRefused(403, `view ${id} lies under another`);
  return view;
}

/** What every interactive payload says of who, where and for which app. */
export function envelope(state: State, user: SandboxUser): Json {
  return {
    token: 'sandbox-verification',
    api_app_id: state.app.appId,
    team: { id: state.team.id, domain: state.team.domain },
    enterprise: null,
    is_enterprise_install: false,
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team_id },
  };
}

export const channelName = ({ is_im, is_mpim, is_private, name, id }: SandboxChannel): string =>
  is_im ? 'directmessage' : is_mpim ? `mpdm-${id}` : is_private ? 'privategroup' : name;

export const result = (delivery: Delivery, extra: Partial<GestureResult> = {}): GestureResult => ({
  ok: true,
  delivered: delivery.outcome !== 'undeliverable' && delivery.outcome !== 'dropped',
  acked: delivery.outcome === 'acked',
  ack: delivery.ack,
  latencyMs: delivery.latencyMs,
  outcome: delivery.outcome,
  ...extra,
});

/** A gesture nobody is told of. */
export const untold = (extra: Partial<GestureResult> = {}): GestureResult => ({
  ok: true,
  delivered: false,
  acked: false,
  ack: null,
  latencyMs: null,
  outcome: 'untold',
  ...extra,
});

/** What Slack shows when the app did not answer in time, or answered with an error. */
export function tellFailure(
  state: State,
  channel: string,
  user: string,
  { outcome }: Delivery,
  what: string,
) {
  if (outcome === 'acked') return;
  const notice =
    outcome === 'refused' || outcome === 'undeliverable' ? 'dispatch_failed' : 'operation_timeout';
  notify(state, channel, user, notice, `${what} failed with the error "${notice}"`);
}
