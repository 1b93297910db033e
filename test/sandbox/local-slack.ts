import { WebClient } from '@slack/web-api';
import { startSlack } from '../../sandbox/slack/index.ts';

export const json = { 'content-type': 'application/json' };

/** A sandbox Slack without an app, spoken to past the SDK's types. Its clock goes ahead by `pass`. */
export async function localSlack() {
  let ahead = 0;
  const slack = await startSlack({
    clock: () => Date.now() + ahead,
    timings: { ack: 200, retries: [0, 10, 10] },
  });
  return {
    slack,
    client: new WebClient(slack.app.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } }),

    pass(ms: number) {
      ahead += ms;
    },

    /** The sandbox's own address space: a GET, or a POST of a body. */
    async control(path: string, body?: unknown) {
      const post = { method: 'POST', headers: json, body: JSON.stringify(body) };
      const response = await fetch(`${slack.url}/_emu/${path}`, body === undefined ? {} : post);
      return response.json();
    },

    async call(method: string, args: Record<string, unknown>, token: string = slack.app.botToken) {
      const response = await fetch(slack.apiUrl + method, {
        method: 'POST',
        headers: { ...json, authorization: `Bearer ${token}` },
        body: JSON.stringify(args),
      });
      return response.json() as Promise<
        { ok: boolean; error?: string; ts: string } & Record<string, unknown>
      >;
    },
  };
}

export const plain = (text: string) => ({ type: 'plain_text', text });
export const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
export const button = (action_id: string, more = {}) => ({
  type: 'button',
  action_id,
  text: plain('go'),
  ...more,
});
export const cell = (text: string) => ({ type: 'raw_text', text });
