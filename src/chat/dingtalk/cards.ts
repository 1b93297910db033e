import { z } from 'zod';
import { plain } from '../../i18n/text.ts';
import type { Log } from '../../log.ts';
import type { Card } from '../card.ts';
import type { Place } from '../platform.ts';
import { RefusedError } from './calls.ts';
import { harmless } from './markdown.ts';
import type { OpenApi } from './open-api.ts';
import { staffIn } from './places.ts';
import type { PromptStore } from './quotes.ts';
import { render, titleText } from './render.ts';
import { requestOf, trackId } from './track.ts';

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

/** Where the app or its template is refused, and so every card, plain action cards do for so long. */
const restMs = 30 * 60_000;
const refusesAll = /PermissionDenied|param\.template/i;
/** Noted of a card that was made and could not be delivered: made again, DingTalk would say that it exists. */
const UNDELIVERED = 'undelivered';
/** The documented limit of a variable is 1 KB, so a plan stands in four of them. */
const valueBytes = 1000;
const markdownVariables = 4;

export type Cards = ReturnType<typeof interactiveCards>;
export type CardsConfig = {
  api: OpenApi;
  templateId: string | undefined;
  robotCode: string;
  prompts: PromptStore;
  log: Log;
};

/** Interactive cards from our template: one card for each request, changed where it stands. */
export function interactiveCards({ api, templateId, robotCode, prompts, log }: CardsConfig) {
  let restsUntil = 0;

  /** Undefined when the card API refuses. */
  async function attempt<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const { code, scope } = error;
      if (!refusesAll.test(code)) log.warn({ code }, 'a card is refused');
      else {
        restsUntil = Date.now() + restMs;
        log.warn({ code, scope }, 'cards are refused; action cards for half an hour');
      }
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
      if (delivered && !delivered.success) {
        await prompts.put(outTrackId, UNDELIVERED);
        throw new RefusedError(200, 'card not delivered');
      }
      return delivered?.carrierId ?? '';
    } catch (error) {
      if (!(error instanceof RefusedError && error.code === 'param.cardAlreadyExist')) throw error;
      // An earlier try got through, only its answer did not; it may have shown something older.
      await change(outTrackId, card);
      return '';
    }
  }

  async function change(outTrackId: string, card: Card): Promise<void> {
    await api.call('PUT', '/v1.0/card/instances', {
      outTrackId,
      userIdType: 1,
      cardData: { cardParamMap: values(card, requestOf(outTrackId) ?? '') },
      // Left out, everything not named is emptied.
      cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
    });
  }

  return {
    usable: () => !!templateId && Date.now() >= restsUntil,

    /** `carrier` is the key by which the message is named when it is quoted; empty when it was not told. */
    async create(
      place: Place,
      card: Card,
      request: string,
    ): Promise<{ outTrackId: string; carrier: string } | undefined> {
      const outTrackId = trackId(request, place, recordOf(card, request));
      if ((await prompts.get(outTrackId)) === UNDELIVERED) return undefined;
      return attempt(async () => ({
        outTrackId,
        carrier: await deliver(outTrackId, place, card, request),
      }));
    },

    /** False when it cannot be changed any more. */
    async update(outTrackId: string, card: Card): Promise<boolean> {
      const done = await attempt(() => change(outTrackId, card).then(() => true));
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
    record: recordOf(card, request),
    status: statuses[card.tone ?? 'plain'],
    statusText: within(headline(card)),
    ...Object.fromEntries(texts.map((text, i) => [`markdown${i ? i + 1 : ''}`, text])),
  };
}

/** What its buttons are about: the request, with the plan that is shown while there is one to approve. */
function recordOf({ buttons = [] }: Card, request: string): string {
  const approve = buttons.find((button) => 'action' in button && button.action === 'approve');
  return approve && 'record' in approve ? approve.record : request;
}

/** What a request's card says of its state. */
function headline({ title, body }: Card): string {
  const first = body?.find((block) => block.kind === 'text');
  return harmless(plain(first?.text ?? title));
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
