import { createHmac } from 'node:crypto';
import type { Answer, Parcel } from './delivery.ts';
import { parsed } from './http.ts';
import type { State } from './state.ts';

/** Slack's side of HTTP mode: a signed POST to the app's request URL; the response's body is the ack. */
export async function deliverByHttp(
  state: State,
  { delivery, retryReason, fault, signedAt }: Parcel,
): Promise<Answer> {
  if (state.mode.mode !== 'http') return { outcome: 'undeliverable' };
  const { kind, payload } = delivery;
  const body =
    kind === 'events_api'
      ? JSON.stringify(payload)
      : new URLSearchParams(
          kind === 'interactive'
            ? { payload: JSON.stringify(payload) }
            : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)])),
        ).toString();
  const shift = fault === 'old_timestamp' ? -600 : fault === 'future_timestamp' ? 600 : 0;
  const timestamp = String(signedAt + shift);
  const secret = fault === 'bad_signature' ? 'not the secret' : state.app.signingSecret;
  try {
    const response = await fetch(state.mode.requestUrl, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(10_000),
      headers: {
        'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`,
        ...(delivery.retryAttempt > 0 && {
          'x-slack-retry-num': String(delivery.retryAttempt),
          'x-slack-retry-reason': retryReason ?? 'unknown_error',
        }),
      },
    });
    const text = await response.text();
    return {
      outcome: response.ok ? 'acked' : 'refused',
      ack: parsed(text) ?? text,
      status: response.status,
      noRetry: response.headers.get('x-slack-no-retry') === '1',
    };
  } catch {
    return { outcome: 'undeliverable' };
  }
}
