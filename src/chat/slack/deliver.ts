import { translator } from '../../i18n/index.ts';
import { plain } from '../../i18n/text.ts';
import type { Log } from '../../log.ts';
import type { Card } from '../card.ts';
import type { Account, ChatPlatform, Message, Place } from '../platform.ts';
import { type Clients, call, RefusedError } from './calls.ts';
import type { People } from './people.ts';
import { channelOf, type Identity, seenThread, slackPlace, userOf } from './places.ts';
import { blocksRefused, movedNotice, placeClosed, undeliverable } from './refusals.ts';
import { type Content, fallbackText, render } from './render.ts';
import { type ReplyStore, reply } from './replies.ts';
import { renderSimply } from './simple.ts';

export type DeliveryConfig = {
  clients: Clients;
  people: People;
  replies: ReplyStore;
  log: Log;
  who(): Identity | undefined;
};

/** The direct chat with one person; Slack's methods take the user's id for it. */
export function directly({ id }: Account): Place {
  return { platform: 'slack', id, direct: true };
}

/** Everything we say on Slack, and what happens where it may not be said (`facts/slack.md` §2.3). */
export function delivery({ clients, people, replies, log, who }: DeliveryConfig) {
  /** Rich blocks, else the oldest ones, else the words alone. */
  async function inSteps<T>(
    card: Card,
    send: (content: Partial<Content> & { text: string }) => Promise<T>,
  ): Promise<T> {
    for (const draw of [render, renderSimply]) {
      try {
        return await send(draw(card));
      } catch (error) {
        if (!blocksRefused(error)) throw error;
        log.error({ title: plain(card.title), drawn: draw.name }, 'Slack refused our blocks');
      }
    }
    return send({ text: fallbackText(card) });
  }

  async function send(place: Place, card: Card): Promise<Message> {
    const { channel, ts } = await inSteps(card, (content) =>
      call(
        clients.posts.chat.postMessage({
          channel: channelOf(place),
          ...(place.thread ? { thread_ts: place.thread } : {}),
          unfurl_links: false,
          unfurl_media: false,
          ...content,
        }),
      ),
    );
    if (!ts) throw new Error('Slack took a post without telling its ts');
    return { place: slackPlace(teamOf(place), channel ?? channelOf(place), place.thread), ref: ts };
  }

  async function postEphemeral({
    channel,
    user,
    thread,
    card,
  }: {
    channel: string;
    user: string;
    thread?: string;
    card: Card;
  }) {
    await inSteps(card, (content) =>
      call(
        clients.posts.chat.postEphemeral({
          channel,
          user,
          ...(thread ? { thread_ts: thread } : {}),
          ...content,
        }),
      ),
    );
  }

  /** Best effort: the answer itself has arrived. */
  async function explain(place: Place, asker: Account, incoming: string | undefined, refused: RefusedError) {
    const locale = (await people.find(asker))?.locale ?? 'en';
    const title = movedNotice(refused, who()?.name ?? '', translator(locale));
    const card: Card = { tone: 'warn', title, locale };
    try {
      if (incoming && (await reply(replies, incoming, render(card)))) return;
      await postEphemeral({ channel: channelOf(place), user: userOf(asker), card });
    } catch {
      await send(directly(asker), card).catch((error: Error) =>
        log.warn({ reason: error.message, account: asker.id }, 'asker not told where the answer is'),
      );
    }
  }

  const post: ChatPlatform['post'] = async (place, card, { asker, incoming } = {}) => {
    try {
      return await send(place, card);
    } catch (error) {
      if (!placeClosed(error) || asker?.platform !== 'slack') throw undeliverable(error);
      const message = await orFinal(send(directly(asker), card));
      await explain(place, asker, incoming, error);
      return message;
    }
  };

  const update: ChatPlatform['update'] = async (message, card) => {
    const at = { channel: channelOf(message.place), ts: message.ref };
    await orFinal(inSteps(card, (content) => call(clients.edits.chat.update({ ...at, ...content }))));
    return message;
  };

  const whisper: ChatPlatform['whisper'] = async (incoming, card) => {
    const thread = seenThread(incoming);
    if (await reply(replies, incoming.id, render(card), thread)) return;
    try {
      const user = userOf(incoming.account);
      await postEphemeral({ channel: channelOf(incoming.place), user, card, ...(thread ? { thread } : {}) });
    } catch (error) {
      if (!placeClosed(error) && !unseen(error)) throw undeliverable(error);
      await orFinal(send(directly(incoming.account), card));
    }
  };

  const file: ChatPlatform['file'] = async (place, { name, content, title }) => {
    const thread = place.thread ? { thread_ts: place.thread } : {};
    await orFinal(
      call(
        clients.posts.filesUploadV2({
          channel_id: channelOf(place),
          filename: name,
          file: content,
          title: plain(title),
          ...thread,
        }),
      ),
    );
  };

  return { post, update, whisper, file };
}

async function orFinal<T>(task: Promise<T>): Promise<T> {
  try {
    return await task;
  } catch (error) {
    throw undeliverable(error);
  }
}

/** The person cannot see an ephemeral message there. */
function unseen(error: unknown): boolean {
  return error instanceof RefusedError && error.code === 'user_not_in_channel';
}

function teamOf({ id }: Place): string {
  return id.slice(0, id.indexOf(':'));
}
