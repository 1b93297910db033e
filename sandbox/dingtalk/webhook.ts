import { drawWebhook, WebhookBody } from './message-kinds.ts';
import { post } from './messages.ts';
import type { Endpoint } from './open-api/endpoint.ts';
import { oapiRefused, read } from './refused.ts';
import { staffOf } from './state.ts';

const longestBody = 20_000;

/** `POST /robot/sendBySession?session=…`: refusals come with HTTP 200 and an errcode. */
export function createWebhook(): Record<string, Endpoint> {
  /** Moments of the last minute's messages, by conversation. */
  const recent = new Map<string, number[]>();

  const run: Endpoint['run'] = ({ query, body, raw }, state) => {
    const session = state.sessions.get(query.get('session') ?? '');
    if (!session || session.expires <= state.now()) throw oapiRefused(300001, 'session 不存在');
    if (raw.length > longestBody) throw oapiRefused(460101, 'message too long, exceed 20000 bytes');
    const message = read(WebhookBody, body, 400105);
    const minute = (recent.get(session.conversation) ?? []).filter((at) => at > state.now() - 60_000);
    if (minute.length >= state.settings.limits.webhookPerMinute)
      throw oapiRefused(130101, 'send too fast, exceed 20 times per minute');
    recent.set(session.conversation, [...minute, state.now()]);
    state.counters.streamUnits += 1;
    const named = ('at' in message ? message.at?.atUserIds : undefined) ?? [];
    const content = drawWebhook(message);
    post(state, {
      conversation: session.conversation,
      from: 'robot',
      via: 'webhook',
      content,
      // A name lights up only where the text says `@<userId>`.
      atPeople: named
        .filter((id) => 'text' in content && content.text.includes(`@${id}`))
        .flatMap((id) => staffOf(state, id)?.id ?? []),
    });
    return { errcode: 0, errmsg: 'ok' };
  };

  return { 'POST /robot/sendBySession': { token: 'none', metered: false, run } };
}
