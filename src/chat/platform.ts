import type { Locale } from '../i18n/index.ts';
import type { Words } from '../i18n/text.ts';
import type { Card, Form } from './card.ts';

/** One account on one platform; `id` is the platform's own, stable form (`T0001:U0001` on Slack). */
export type Account = { platform: string; id: string; name: string };

/** A thread, a channel or a direct chat. `id` is the form used in settings (`T0001:C0009` on Slack). */
export type Place = {
  platform: string;
  id: string;
  thread?: string;
  /** A chat between the bot and one person, where nobody else would see a request. */
  direct?: true;
};

/** Where a card of ours stands; `ref` is the platform's id of the message within the place. */
export type Message = {
  place: Place;
  ref: string;
  /** What it asks people to decide, where it cannot be edited; empty once that is decided. */
  asks?: string;
  /** How often it was edited, where that is counted. */
  edits?: number;
};

/** Something a person did. `id` is the same when the platform delivers it again. */
export type Incoming = {
  id: string;
  account: Account;
  place: Place;
  /** Milliseconds since the epoch. */
  at: number;
  /** Not of our own organisation: has the viewer's rights at most. */
  outsider?: boolean;
} & (
  | { kind: 'command'; text: string }
  | { kind: 'click'; action: string; record: string; message?: Message }
  | { kind: 'form'; form: string; values: Record<string, string> }
);

/** What a platform hands its deliveries to. */
export type Intake = {
  /** Returns once the delivery is stored; a repeated one is swallowed. */
  receive(incoming: Incoming): Promise<void>;
  /** The form to show at once because arguments are missing. From memory, no waiting. */
  form(incoming: Incoming, locale: Locale): Form | undefined;
  /** What is wrong with the answers to a form, by field; judged before the form closes. From memory. */
  judge(incoming: Incoming & { kind: 'form' }, locale: Locale): Record<string, Words> | undefined;
};

/** Where to answer, and to whom the way out is told when that place cannot be written to. */
type PostOptions = {
  asker?: Account;
  incoming?: string;
  /** The request this is about: a platform without threads names it, and knows it again when it is quoted. */
  request?: string;
};

/** How often a card may change where it stands; `most` counts the changes that nobody has to see. */
type EditPace = { everyMs: number; most?: number };

export type ChatPlatform = {
  name: string;
  start(intake: Intake): Promise<void>;
  /** Takes nothing more, lets what runs end, closes the links. */
  stop(): Promise<void>;
  /** Undefined while a link is up; else why not, in one English line for health and logs. */
  trouble(): string | undefined;
  /**
   * Posts a card; without `place.thread` it becomes the root of its thread. Where the bot may not write it goes
   * to the asker's direct chat and says so to the asker; the message tells where it went.
   */
  post(place: Place, card: Card, options?: PostOptions): Promise<Message>;
  update(message: Message, card: Card): Promise<Message>;
  /** Undefined when this message cannot change: what people have to decide is then posted anew. */
  edits(message: Message): EditPace | undefined;
  /** Takes away a message whose question is decided, where it cannot change. As far as that can be done. */
  retire?(message: Message): Promise<void>;
  /** To one person only, in the place where it was asked. */
  whisper(incoming: Incoming, card: Card): Promise<void>;
  file(place: Place, file: { name: string; content: Buffer; title: Words }): Promise<void>;
  /** The account's own language, or that of the place where the platform knows no people's languages. */
  locale(account: Account, place?: Place): Promise<Locale>;
  /** Rights that the platform has not given us, by their names there; for `doctor`. */
  lacks?(): Promise<string[]>;
  /** What people call this account; undefined when the platform does not tell. */
  called?(account: Account): Promise<string | undefined>;
  /** The language of shared cards in this place, where the platform knows no people's languages. */
  language?(place: Place): Locale;
  /** A guest, or unknown: has the viewer's rights at most, as with `Incoming.outsider`. Cached; asked before rights are judged. */
  outsider?(account: Account): Promise<boolean>;
  /** The direct chat with one person. */
  directly(account: Account): Place;
};

/** The platform asks us to wait; only the thread that ran into it waits. */
export class PaceError extends Error {
  override readonly name = 'PaceError';
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super(`the chat asks to wait ${retryAfterMs} ms`);
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer, or one that says nothing: the platform may have taken it or not. Neither has a way to ask. */
export class UnknownOutcomeError extends Error {
  override readonly name = 'UnknownOutcomeError';
}

/** The platform will never take this, however often it is sent (place gone, message gone). */
export class UndeliverableError extends Error {
  override readonly name = 'UndeliverableError';
}

export function accountKey({ platform, id }: Pick<Account, 'platform' | 'id'>): string {
  return `${platform}:${id}`;
}

export function placeKey({ platform, id, thread }: Place): string {
  return thread ? `${platform}:${id}/${thread}` : `${platform}:${id}`;
}

/** A later word in the thread that this message is the root of, or stands in. */
export function threadOf({ place, ref }: Message): Place {
  return place.thread ? place : { ...place, thread: ref };
}
