import type { SandboxChannel, SandboxMessage, SeenState } from '../../slack/api.ts';
import { BotGlyph } from '../avatar.tsx';
import { Icon } from '../icons.tsx';
import { type UnreadOf, unreadMark } from '../unread.ts';
import { useDesk } from './desk.tsx';

export type Channel = SandboxChannel & { messages: SandboxMessage[] };

/** The direct chat with the bot, before anybody wrote in it. */
const unopened = (seen: SeenState): Channel => ({
  id: 'dm',
  name: '',
  is_im: true,
  is_private: true,
  is_mpim: false,
  is_ext_shared: false,
  is_archived: false,
  members: [seen.me.id, seen.bot.user_id],
  messages: [],
});

/** What the page calls a channel: everybody's direct chat with the bot has the same name. */
export const keyOf = ({ id, is_im }: Channel): string => (is_im ? 'dm' : id);

/** Channels first, then the one direct chat with the bot, which always has its place. */
export function channelsOf(seen: SeenState): Channel[] {
  const rooms = seen.channels.filter(({ is_im, is_archived }) => !is_im && !is_archived);
  const direct = seen.channels.find(({ is_im, members }) => is_im && members.includes(seen.bot.user_id));
  return [...rooms, direct ?? unopened(seen)];
}

export const channelName = (channel: Channel, seen: SeenState): string =>
  channel.is_im ? seen.bot.name : channel.name;

export function Channels({
  current,
  unread,
  onPick,
}: {
  current: string;
  unread: UnreadOf;
  onPick: (channel: Channel) => void;
}) {
  const { seen, t } = useDesk();
  const all = channelsOf(seen);
  const entry = (channel: Channel) => (
    <li key={channel.id}>
      <button
        type="button"
        className="channel"
        data-testid={`channel-${keyOf(channel)}`}
        aria-current={keyOf(channel) === current ? 'page' : undefined}
        data-unread={
          keyOf(channel) === current ? undefined : unreadMark(unread(`${seen.me.id}/${channel.id}`))
        }
        onClick={() => onPick(channel)}
      >
        {channel.is_im ? (
          <span className="avatar avatar-bot avatar-tiny" aria-hidden="true">
            <BotGlyph />
          </span>
        ) : (
          <Icon name={channel.is_private ? 'lock' : 'hash'} />
        )}
        <span>{channelName(channel, seen)}</span>
      </button>
    </li>
  );
  return (
    <nav className="channels" aria-label={t('channels')}>
      <h3>{t('channels')}</h3>
      <ul>{all.filter(({ is_im }) => !is_im).map(entry)}</ul>
      <h3>{t('directMessages')}</h3>
      <ul>{all.filter(({ is_im }) => is_im).map(entry)}</ul>
    </nav>
  );
}
