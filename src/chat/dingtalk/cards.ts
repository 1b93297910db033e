import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { plain } from '../../i18n/text.ts';
import type { Log } from '../../log.ts';
import type { Card } from '../card.ts';
import type { Place } from '../platform.ts';
import { RefusedError, UnknownOutcomeError } from './calls.ts';
import type { OpenApi } from './open-api.ts';
import { staffIn } from './places.ts';
import { render, titleText } from './render.ts';

const Delivered = z.looseObject({
  result: z.looseObject({
    deliverResults: z
      .array(
        z.looseObject({
          success: z.boolean(),
          carrierId: z.string().nullish(),
          errorMsg: z.string().nullish(),
        }),
      )
      .default([]),
  }),
});

/** After the card API has refused, plain action cards do for so long. */
const restMs = 30 * 60_000;
/** The documented limit of a variable is 1 KB, so a plan stands in four of them. */
const valueBytes = 1000;
const markdownVariables = 4;

export type Cards = ReturnType<typeof interactiveCards>;
export type CardsConfig = { api: OpenApi; templateId: string | undefined; robotCode: string; log: Log };

/** Interactive cards from our template: one card for each request, changed where it stands. */
export function interactiveCards({ api, templateId, robotCode, log }: CardsConfig) {
  let restsUntil = 0;

  /** Undefined when the card API refuses, and for a while after that. */
  async function attempt<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      restsUntil = Date.now() + restMs;
      log.warn({ code: error.code, scope: error.scope }, 'cards are refused; action cards for half an hour');
      return undefined;
    }
  }

  async function deliver(outTrackId: string, place: Place, card: Card, request: string): Promise<string> {
    try {
      const answer = await api.call('POST', '/v1.0/card/instances/createAndDeliver', {
        cardTemplateId: templateId,
        outTrackId,
        callbackType: 'STREAM',
        userIdType: 1,
        cardData: { cardParamMap: values(card, request) },
        ...space(place, card, robotCode),
      });
      const [delivered] = Delivered.parse(answer).result.deliverResults;
      if (delivered && !delivered.success) throw new RefusedError(200, `card not delivered`);
      return delivered?.carrierId ?? '';
    } catch (error) {
      // Our first try got through, only its answer did not.
      if (error instanceof RefusedError && error.code === 'param.cardAlreadyExist') return '';
      throw error;
    }
  }

  return {
    usable: () => !!templateId && Date.now() >= restsUntil,

    /** `carrier` is the key by which the message is named when it is quoted; empty when it was not told. */
    create(
      place: Place,
      card: Card,
      request: string,
    ): Promise<{ outTrackId: string; carrier: string } | undefined> {
      const outTrackId = `ei-${request}-${randomUUID()}`;
      return attempt(async () => {
        const once = () => deliver(outTrackId, place, card, request);
        const carrier = await once().catch((error: unknown) => {
          if (error instanceof UnknownOutcomeError) return once();
          throw error;
        });
        return { outTrackId, carrier };
      });
    },

    /** False when it cannot be changed any more. */
    async update(outTrackId: string, card: Card): Promise<boolean> {
      const done = await attempt(async () => {
        await api.call('PUT', '/v1.0/card/instances', {
          outTrackId,
          userIdType: 1,
          cardData: { cardParamMap: values(card, requestOf(outTrackId)) },
          // Left out, everything not named is emptied.
          cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
        });
        return true;
      });
      return done ?? false;
    },
  };
}

const statuses: Record<NonNullable<Card['tone']>, string> = {
  plain: 'closed',
  good: 'done',
  bad: 'failed',
  warn: 'failed',
  busy: 'running',
  ask: 'pending',
};

/** The template's variables, all of them strings (README, "Connect DingTalk"). */
function values(card: Card, request: string): Record<string, string> {
  const texts = cutToBytes(
    render(card, { request, template: true, quotable: true }).flatMap(({ text }) => text.split('\n')),
    markdownVariables,
  );
  const title = within(titleText(card));
  return {
    title,
    lastMessage: title,
    requestId: request,
    status: statuses[card.tone ?? 'plain'],
    statusText: within(headline(card)),
    ...Object.fromEntries(texts.map((text, i) => [`markdown${i ? i + 1 : ''}`, text])),
  };
}

/** What a request's card says of its state. */
function headline({ title, body }: Card): string {
  const first = body?.find((block) => block.kind === 'text');
  return plain(first?.text ?? title);
}

function space(place: Place, card: Card, robotCode: string): object {
  const model = {
    supportForward: false,
    lastMessageI18n: { ZH_CN: within(titleText(card)), EN_US: within(titleText(card)) },
    notification: { alertContent: within(titleText(card)) },
  };
  const staff = staffIn(place);
  if (staff)
    return {
      openSpaceId: `dtv1.card//IM_ROBOT.${staff}`,
      imRobotOpenSpaceModel: model,
      imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode },
    };
  return {
    openSpaceId: `dtv1.card//IM_GROUP.${place.id}`,
    imGroupOpenSpaceModel: model,
    imGroupOpenDeliverModel: { robotCode },
  };
}

function requestOf(outTrackId: string): string {
  return /^ei-(rq_[0-9a-z]+)-/.exec(outTrackId)?.[1] ?? '';
}

/** Lines as so many texts, each short enough for a variable; what is left over is left out. */
function cutToBytes(lines: string[], count: number): string[] {
  const texts: string[] = [''];
  for (const line of lines.map(within)) {
    const joined = `${texts.at(-1)}\n${line}`;
    if (Buffer.byteLength(joined) < valueBytes) texts[texts.length - 1] = joined;
    else texts.push(line);
  }
  return Array.from({ length: count }, (_, i) => (texts[i] ?? '').trim());
}

function within(text: string): string {
  let out = text;
  while (Buffer.byteLength(out) >= valueBytes) out = out.slice(0, -1);
  return out;
}
