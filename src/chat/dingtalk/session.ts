import { z } from 'zod';
import { PaceError, type Place, UnknownOutcomeError } from '../platform.ts';
import { type Calls, RefusedError } from './calls.ts';
import { shortHash } from './places.ts';
import type { Said } from './render.ts';

/**
 * Where reply addresses lie: each alone, with its own end, never in a job, a log or an error. Whoever has one may
 * write into the conversation.
 */
export type ReplyStore = {
  put(id: string, url: string, ttlMs: number): Promise<void>;
  get(id: string): Promise<string | undefined>;
};

type Life = { createAt?: number | undefined; sessionWebhookExpiredTime?: number | undefined };

const Answer = z.looseObject({ errcode: z.number(), errmsg: z.string().optional() });

/** Expired or unknown. */
const gone = 300001;
const busy = -1;
const tooFast = new Set([130101, 410100]);
const spareMs = 300_000;
const fastPauseMs = 30_000;

export type Sessions = ReturnType<typeof sessions>;

/** The `sessionWebhook` of each conversation: the newest one it brought, free of API calls and good for 90 minutes. */
export function sessions({
  calls,
  replies,
  oapiBase,
}: {
  calls: Calls;
  replies: ReplyStore;
  oapiBase: string;
}) {
  const key = (place: Place) => `dingtalk.${shortHash(place.id)}`;

  async function say(url: string, said: Said): Promise<void> {
    const answer = Answer.safeParse(await calls.json('POST', url, { ...body(said), at: at(said) }));
    const errcode = answer.data?.errcode ?? busy;
    if (errcode === 0) return;
    if (errcode === busy) throw new UnknownOutcomeError('DingTalk answered something else');
    if (tooFast.has(errcode)) throw new PaceError(fastPauseMs);
    throw new RefusedError(200, `sendBySession ${errcode}`);
  }

  return {
    /** The address comes in a frame: only DingTalk's own is believed. */
    accepts(url: string | undefined): url is string {
      if (!url || !URL.canParse(url)) return false;
      const { origin, pathname } = new URL(url);
      return origin === new URL(oapiBase).origin && pathname === '/robot/sendBySession';
    },

    /** Both times are DingTalk's, so our clock does not matter. */
    async remember(place: Place, url: string, { createAt, sessionWebhookExpiredTime }: Life): Promise<void> {
      const ttlMs = (sessionWebhookExpiredTime ?? 0) - (createAt ?? Date.now()) - spareMs;
      if (ttlMs > 0) await replies.put(key(place), url, ttlMs);
    },

    /** False when the place has no address that is still good. */
    async reply(place: Place, said: Said): Promise<boolean> {
      const url = await replies.get(key(place));
      if (!url) return false;
      try {
        await say(url, said);
        return true;
      } catch (error) {
        if (!(error instanceof RefusedError && error.code.endsWith(` ${gone}`))) throw error;
        await replies.put(key(place), '', 1);
        return false;
      }
    },

    /** To an address that is at hand, because storing it may be what failed. */
    say,
  };
}

function body({ title, text, buttons }: Said): object {
  if (!buttons.length) return { msgtype: 'markdown', markdown: { title, text } };
  const btns = buttons.map(({ title, url }) => ({ title, actionURL: url }));
  // Two short ones stand side by side.
  return {
    msgtype: 'actionCard',
    actionCard: { title, text, btnOrientation: btns.length === 2 ? '1' : '0', btns },
  };
}

function at({ mentions }: Said): object {
  return { atUserIds: mentions, isAtAll: false };
}
