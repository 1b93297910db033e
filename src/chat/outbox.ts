import { type ConnectionOptions, DelayedError, type Job, Worker } from 'bullmq';
import type { Request } from '../domain/request.ts';
import { ended } from '../domain/request.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/index.ts';
import type { Letter, StoredFile } from '../store/outbox.ts';
import { queuePrefix } from '../store/redis.ts';
import type { Card } from './card.ts';
import { steadiness } from './inbox.ts';
import {
  type ChatPlatform,
  type Message,
  PaceError,
  threadOf,
  UndeliverableError,
  UnknownOutcomeError,
} from './platform.ts';

const doubtPausesMs = [2_000, 30_000, 300_000];
const forgottenMs = 3 * 86_400_000;

export type Outbox = {
  store: Store;
  platforms: ReadonlyMap<string, ChatPlatform>;
  /** The card of a letter as of now; undefined when there is nothing left to say. */
  render(letter: Letter): Promise<Rendered | undefined>;
  /** A request's card could not stand where it was asked for: its approvers have to be reached elsewhere. */
  moved(request: string): Promise<void>;
  log: Log;
};

/** While an edit waits for its turn, a look at whether something more urgent has come behind it. */
const lookMs = 1000;

export type Rendered = { card: Card; request?: Request; files?: StoredFile[] };

/**
 * Bot processes alone talk to chats: one job per thread sends its letters in order. A letter is taken away only
 * after the chat took it, so none is lost; one may be seen twice if the process dies in between.
 */
export function outboxWorker(
  connection: ConnectionOptions,
  outbox: Outbox,
  beat: () => Promise<void>,
): Worker {
  const worker = new Worker<{ thread: string }, void, string>(
    'chat',
    (job, token) => (job.name === 'beat' ? beat() : drain(outbox, job, token)),
    {
      connection,
      prefix: queuePrefix,
      concurrency: 20,
      settings: { backoffStrategy: (attempts = 1) => Math.min(500 * 2 ** attempts, 60_000) },
      ...steadiness,
    },
  );
  worker.on('error', (err) => outbox.log.warn({ err: err.message }, 'outbox worker'));
  worker.on('failed', (job, err) =>
    outbox.log.warn({ thread: job?.data.thread, err: err.message }, 'a letter waits'),
  );
  return worker;
}

async function drain(outbox: Outbox, job: Job<{ thread: string }>, token: string | undefined): Promise<void> {
  const { thread } = job.data;
  for (
    let head = await outbox.store.outbox.head(thread);
    head;
    head = await outbox.store.outbox.head(thread)
  ) {
    const waitMs = await deliver(outbox, head.letter, head.behind);
    if (waitMs) {
      await job.moveToDelayed(Date.now() + waitMs, token);
      throw new DelayedError();
    }
    await outbox.store.outbox.acknowledge(head.letter, head.body);
  }
}

/** Answers how long this thread has to wait, if it has to. */
async function deliver(outbox: Outbox, letter: Letter, behind: number): Promise<number | undefined> {
  const platform = outbox.platforms.get(letter.place.platform);
  if (!platform) return elsewhere(outbox, letter);
  try {
    if (letter.kind === 'file') return await upload(outbox, platform, letter);
    const rendered = await outbox.render(letter);
    if (!rendered) return undefined;
    if (letter.kind === 'answer' || letter.kind === 'report')
      return await say(outbox, platform, letter, rendered);
    if (letter.kind === 'note') return await note(outbox, platform, letter, rendered.card);
    return await card(outbox, platform, letter, rendered.card, rendered.request, behind);
  } catch (error) {
    if (error instanceof PaceError) return error.retryAfterMs;
    if (error instanceof UndeliverableError) return skip(outbox, letter, error.message);
    if (error instanceof UnknownOutcomeError) return doubtful(outbox, letter, error.message);
    throw error;
  }
}

/**
 * Nobody can say whether it is there. Better seen twice than never, but not over and over: again after growing
 * pauses, a few times in all.
 */
async function doubtful(outbox: Outbox, letter: Letter, why: string): Promise<number | undefined> {
  const tries = await outbox.store.outbox.doubt(letter);
  const pause = doubtPausesMs[tries - 1];
  if (pause === undefined) return skip(outbox, letter, `${why}, ${tries} times`);
  outbox.log.warn(
    { platform: letter.place.platform, kind: letter.kind, key: letter.key, why },
    'a letter may not have arrived',
  );
  return pause;
}

/** Another process may have that platform (a deploy under way); a platform that never comes back is given up. */
async function elsewhere(outbox: Outbox, letter: Letter): Promise<undefined> {
  const since = await outbox.store.outbox.since(letter.thread);
  if (Date.now() - since > forgottenMs) return skip(outbox, letter, 'its platform is not configured');
  throw new Error(`${letter.place.platform} is not configured in this process`);
}

/** Its files become letters of their own: one that has to wait does not have the answer said again. */
async function say(
  { store }: Outbox,
  platform: ChatPlatform,
  letter: Letter & { kind: 'answer' | 'report' },
  { card, files = [] }: Rendered,
): Promise<undefined> {
  const options = letter.kind === 'answer' ? { asker: letter.asker, incoming: letter.incoming } : {};
  const message = await platform.post(letter.place, card, options);
  for (const file of files) {
    const { thread } = letter;
    const key = `file.${file.id}`;
    await store.outbox.push({ kind: 'file', key, thread, place: threadOf(message), file }, key);
  }
  return undefined;
}

async function upload(
  outbox: Outbox,
  platform: ChatPlatform,
  letter: Letter & { kind: 'file' },
): Promise<undefined> {
  const { id, name, title, otherwise } = letter.file;
  const content = await outbox.store.files.get(id);
  if (!content) return skip(outbox, letter, 'its bytes are gone');
  try {
    await platform.file(letter.place, { name, title, content });
  } catch (error) {
    if (!(error instanceof UndeliverableError)) throw error;
    await platform.post(letter.place, otherwise);
    skip(outbox, letter, error.message);
  }
  await outbox.store.files.drop(id);
  return undefined;
}

async function note(
  { store }: Outbox,
  platform: ChatPlatform,
  letter: Letter & { kind: 'note' },
  rendered: Card,
): Promise<undefined> {
  const root = await store.requests.message(letter.request, letter.place);
  // There the card itself was posted anew, and says it.
  const asked = letter.note === 'attention' || letter.note === 'changed';
  if (asked && root && !platform.edits(root)) return undefined;
  await platform.post(root ? threadOf(root) : letter.place, rendered, { request: letter.request });
  return undefined;
}

async function card(
  outbox: Outbox,
  platform: ChatPlatform,
  letter: Letter & { kind: 'card' },
  rendered: Card,
  request: Request | undefined,
  behind: number,
): Promise<number | undefined> {
  const { requests } = outbox.store;
  const known = await requests.message(letter.request, letter.place);
  if (!known) return postCard(outbox, platform, letter, rendered, request);
  const pace = platform.edits(known);
  if (!pace) {
    if (asking(request) === (known.asks ?? '')) return undefined;
    if (asking(request)) await postCard(outbox, platform, letter, rendered, request);
    if (known.asks) await platform.retire?.(known);
    if (!asking(request)) await requests.noteMessage(letter.request, letter.place, { ...known, asks: '' });
    return undefined;
  }
  if (!letter.urgent && request && !ended(request)) {
    if (pace.most !== undefined && (known.edits ?? 0) >= pace.most) return undefined;
    const free = await outbox.store.outbox.pace(`edit.${letter.thread}`, pace.everyMs);
    // What comes behind shows this state too: ends first, progress edits dropped.
    if (free !== true) return behind > 0 ? undefined : Math.min(free, lookMs);
    if (pace.most !== undefined)
      await requests.noteMessage(letter.request, letter.place, { ...known, edits: (known.edits ?? 0) + 1 });
  }
  return edit(outbox, platform, letter, rendered, request, known);
}

async function postCard(
  outbox: Outbox,
  platform: ChatPlatform,
  letter: Letter & { kind: 'card' },
  rendered: Card,
  request: Request | undefined,
): Promise<undefined> {
  const asker = request?.asker.account;
  const incoming = request?.incoming;
  const options = { request: letter.request, ...(asker ? { asker } : {}), ...(incoming ? { incoming } : {}) };
  const message = await platform.post(letter.place, rendered, options);
  await outbox.store.requests.noteMessage(letter.request, letter.place, {
    ...message,
    asks: asking(request),
  });
  if (message.place.id !== letter.place.id && !letter.place.direct) await outbox.moved(letter.request);
  return undefined;
}

/** What people have to decide now: the plan, or what to do with a step that cannot go on. */
function asking(request: Request | undefined): string {
  if (request?.status === 'pending') return `plan.${request.hash}`;
  return request?.attention ? `step.${request.step}` : '';
}

async function edit(
  outbox: Outbox,
  platform: ChatPlatform,
  letter: Letter & { kind: 'card' },
  rendered: Card,
  request: Request | undefined,
  known: Message,
): Promise<undefined> {
  try {
    await platform.update(known, rendered);
  } catch (error) {
    // An edit may be made as often as it takes: what counts is that the card shows how it ended.
    if (error instanceof UnknownOutcomeError) throw new Error(error.message);
    if (!(error instanceof UndeliverableError)) throw error;
    // Somebody deleted the card: the change goes on, and so must its story.
    return postCard(outbox, platform, letter, rendered, request);
  }
  return undefined;
}

function skip({ log }: Outbox, { place, kind, key }: Letter, why: string): undefined {
  log.error({ platform: place.platform, kind, key, why }, 'a letter cannot be delivered');
  return undefined;
}
