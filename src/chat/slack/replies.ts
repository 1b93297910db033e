import type { Content } from './render.ts';

/**
 * Where response addresses lie: each alone, with its own end, never in a job, a log or an error. An address is
 * good for 5 uses in 30 minutes and needs no membership.
 */
export type ReplyStore = {
  put(id: string, url: string, ttlMs: number): Promise<void>;
  get(id: string): Promise<string | undefined>;
};

/** A minute less than Slack keeps them. */
export const replyMs = 29 * 60_000;

/** Shows this to the person who acted. False when the address is spent, unknown or does not answer. */
export async function reply(
  store: ReplyStore,
  id: string,
  content: Content,
  thread?: string,
): Promise<boolean> {
  const address = await store.get(id);
  return address ? answer(address, content, thread) : false;
}

/** As `reply`, when the address is at hand because storing it may be what failed. */
export async function answer(address: string, content: Content, thread?: string): Promise<boolean> {
  const body = { response_type: 'ephemeral', replace_original: false, thread_ts: thread, ...content };
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    // An unread body holds its connection.
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
