import { type Locale, translator } from '../../i18n/index.ts';
import { mention, spans } from '../../i18n/text.ts';
import type { Log } from '../../log.ts';
import type { Card } from '../card.ts';
import {
  accountKey,
  type ChatPlatform,
  type Message,
  PaceError,
  type Place,
  UndeliverableError,
} from '../platform.ts';
import { RefusedError } from './calls.ts';
import type { Cards } from './cards.ts';
import { tame } from './markdown.ts';
import { tokenRefused } from './open-api.ts';
import { lanes, type Pace, twentyAMinute } from './pace.ts';
import { directly, isOutsider, placeAlone, shortHash } from './places.ts';
import { type NoteStore, progress } from './progress.ts';
import type { PromptStore } from './quotes.ts';
import { type Drawing, digest, render, type Said } from './render.ts';
import type { Robot } from './robot.ts';
import type { Sessions } from './session.ts';
import { namedBy } from './typed.ts';

export type DeliveryConfig = {
  sessions: Sessions;
  robot: Robot;
  cards: Cards;
  prompts: PromptStore;
  notes: NoteStore;
  pace: Pace;
  language(place: Place): Locale;
  log: Log;
  signal: AbortSignal;
};

/** `letter` names what is said, for it may be tried again. */
type Post = { place: Place; card: Card; drawing: Drawing; letter: string };

/** Changes of a card in a template, besides those that people have to see. */
const editPace = { everyMs: 15_000, most: 5 };

/**
 * Everything we say on DingTalk (`facts/dingtalk.md` §3): free by `sessionWebhook`, else by the robot's API. Each thing
 * is sent once; whoever hears that its outcome is unknown decides whether to try again.
 */
export function delivery(config: DeliveryConfig) {
  const { sessions, robot, cards, prompts, notes, pace, language, log, signal } = config;

  const queued = lanes<Post, Message>({
    turn: ({ place }) => turn(place),
    mergeable: ({ card, drawing }) => !card.buttons?.length && !!drawing.request,
    send: ([first, ...others]) => (others.length ? together([first, ...others]) : alone(first)),
  });

  const turn = (place: Place) => twentyAMinute(pace, shortHash(place.id), signal);

  type About = { request?: string | undefined; incoming?: string | undefined };

  function say(place: Place, card: Card, { request, incoming }: About = {}): Promise<Message> {
    const drawing = { direct: !!place.direct, ...(request ? { request } : {}) };
    const letter = [place.id, request, incoming].join(' ');
    return queued(shortHash(place.id), { place: placeAlone(place), card, drawing, letter });
  }

  function together(posts: [Post, ...Post[]]): Promise<Message> {
    const [{ place, letter }] = posts;
    const draw = (way: Drawing) =>
      digest(posts.map(({ card, drawing }) => ({ card, drawing: { ...drawing, ...way } })));
    return inParts(place, draw, bySession, letter);
  }

  /** What people answer to must be recalled and known when it is quoted, so it goes by the robot's API first. */
  async function alone({ place, card, drawing, letter }: Post): Promise<Message> {
    const { request } = drawing;
    const prompt = request && card.buttons?.length ? request : undefined;
    const created = prompt && cards.usable() ? await cards.create(place, card, prompt) : undefined;
    const named = namedBy(card.buttons) ?? request;
    if (named && created) {
      if (created.carrier) await prompts.put(created.carrier, named);
      return { place, ref: `card:${created.outTrackId},${created.carrier}` };
    }
    const draw = (way: Drawing) => render(card, { ...drawing, ...way });
    const message = await inParts(place, draw, prompt ? byRobot : bySession, letter);
    if (request && named) await Promise.all(keysOf(message).map((key) => prompts.put(key, named)));
    return message;
  }

  /** A part as each way shows it: only `sessionWebhook` can name people with @. */
  type Part = { session: Said; robot: Said };
  type Way = (place: Place, part: Part) => Promise<{ key?: string } | undefined>;

  const viaSession: Way = async (place, { session }) =>
    (await sessions.reply(place, session)) ? {} : undefined;
  const viaRobot: Way = async (place, part) => ({ key: await robot.say(place, part.robot) });
  const bySession = [viaSession, viaRobot];
  const byRobot = [viaRobot, viaSession];

  async function inParts(
    place: Place,
    draw: (way: Drawing) => Said[],
    ways: Way[],
    letter: string,
  ): Promise<Message> {
    const named = draw({ at: !place.direct });
    const parts = draw({ quotable: true });
    const { said, note } = progress(notes, letter, parts);
    const keys = await said();
    for (const [i, robot] of [...parts.entries()].slice(keys.length)) {
      if (i > 0) await turn(place);
      const { key = '' } = await safely(place, { session: named[i] ?? robot, robot }, ways);
      keys.push(key);
      await note(keys);
    }
    const known = keys.filter(Boolean);
    return { place, ref: known.length ? `robot:${known.join(',')}` : 'session' };
  }

  async function safely(place: Place, part: Part, ways: Way[]): Promise<{ key?: string }> {
    try {
      return await anyWay(place, part, ways);
    } catch (error) {
      if (!unsafe(error)) throw error;
      return anyWay(place, { session: bare(part), robot: bare(part) }, ways);
    }
  }

  async function anyWay(place: Place, part: Part, ways: Way[]): Promise<{ key?: string }> {
    let refused = new RefusedError(400, 'no way to write there');
    for (const way of ways) {
      try {
        const done = await way(place, part);
        if (done) return done;
      } catch (error) {
        if (!(error instanceof RefusedError) || unsafe(error)) throw error;
        refused = error;
      }
    }
    throw refused;
  }

  const post: ChatPlatform['post'] = async (place, card, { asker, ...about } = {}) => {
    try {
      return await say(place, card, about);
    } catch (error) {
      const home = asker?.platform === 'dingtalk' && !isOutsider(asker.id) ? directly(asker) : undefined;
      if (!(error instanceof RefusedError) || !home || home.id === place.id) throw undeliverable(error);
      log.warn(
        { code: error.code, scope: error.scope },
        'a group takes nothing from us; to the asker instead',
      );
      return orFinal(say(home, moved(card), about));
    }
  };

  const update: ChatPlatform['update'] = async (message, card) => {
    const [, outTrackId, carrier] = /^card:([^,]+),?(.*)$/.exec(message.ref) ?? [];
    if (!outTrackId || !(await cards.update(outTrackId, card)))
      throw new UndeliverableError('this message can no longer change');
    const named = namedBy(card.buttons);
    if (carrier && named) await prompts.put(carrier, named);
    return message;
  };

  const whisper: ChatPlatform['whisper'] = async ({ id: incoming, account, place }, card) => {
    if (place.direct) return void (await orFinal(say(place, card, { incoming })));
    // There is no direct chat with them, and the group need not read the rest.
    if (isOutsider(account.id)) return void (await orFinal(say(place, short(card))));
    try {
      return void (await say(directly(account), card, { incoming }));
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      log.warn({ code: error.code, scope: error.scope }, 'no direct chat; the group is told the title only');
    }
    const who = mention(accountKey(account), account.name);
    const t = translator(card.locale ?? language(place));
    const body: Card['body'] = [{ kind: 'text', text: t('dingtalk.private', { who }) }];
    await orFinal(say(place, { ...short(card), body, locale: t.locale }));
  };

  const file: ChatPlatform['file'] = async (place, { name, content }) => {
    await turn(place);
    await orFinal(robot.file(place, name, content));
  };

  /** Best effort: a later tap on it is answered as what it is, late. */
  const retire: ChatPlatform['retire'] = async (message) => {
    const keys = keysOf(message);
    if (!keys.length) return;
    await robot.recall(message.place, keys).catch((error: Error) => {
      if (error instanceof PaceError) throw error;
      log.warn({ reason: error.message }, 'a spent message was not recalled');
    });
  };

  function moved(card: Card): Card {
    const t = translator(card.locale ?? 'zh');
    const note = t('dingtalk.moved');
    return { ...card, footer: card.footer ? [...spans(card.footer), { text: ' · ' }, ...note] : note };
  }

  return {
    say,
    post,
    update,
    whisper,
    file,
    retire,
    edits: ({ ref }: Message) => (ref.startsWith('card:') ? editPace : undefined),
  };
}

/** All that a group may read of what was meant for one person. */
function short({ title, tone, locale }: Card): Card {
  return { title, ...(tone ? { tone } : {}), ...(locale ? { locale } : {}) };
}

function keysOf({ ref }: Message): string[] {
  return ref.startsWith('robot:') ? ref.slice('robot:'.length).split(',') : [];
}

/** The content filter takes offence, often at an address. */
function unsafe(error: unknown): boolean {
  return error instanceof RefusedError && /\b4301\d\d\b|^contain\./.test(error.code);
}

function bare({ robot: { title } }: { robot: Said }): Said {
  return { title, text: tame(title), buttons: [], mentions: [] };
}

async function orFinal<T>(task: Promise<T>): Promise<T> {
  try {
    return await task;
  } catch (error) {
    throw undeliverable(error);
  }
}

/** Wrong credentials may become right; every other no stays one. */
function undeliverable(error: unknown): unknown {
  const final = error instanceof RefusedError && !tokenRefused(error);
  return final ? new UndeliverableError(error.message) : error;
}
