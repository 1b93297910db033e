import { Icon } from '../icons.tsx';
import { type Channel, channelName } from './channels.tsx';
import { Composer } from './composer.tsx';
import { useDesk } from './desk.tsx';
import { Messages } from './messages.tsx';

/** A channel: its messages and where one types. */
export function Chat({
  channel,
  examples,
  onThread,
}: {
  channel: Channel;
  examples: string[];
  onThread: (ts: string) => void;
}) {
  const { me, seen, t, act } = useDesk();
  const name = channelName(channel, seen);
  const shown = channel.messages.filter(
    ({ ts, thread_ts, reply_broadcast }) => !thread_ts || thread_ts === ts || reply_broadcast,
  );

  async function send(text: string): Promise<boolean> {
    const [command = '', ...rest] = text.split(/\s/);
    if (command === '/invite') {
      return Boolean(await act('join', { channel: channel.id, user: seen.bot.user_id }));
    }
    if (command.startsWith('/')) {
      const words = rest.length > 0 ? text.slice(command.length + 1) : '';
      return Boolean(await act('slash', { channel: channel.id, command, text: words }));
    }
    if (channel.is_im) return Boolean(await act('dm', { text }));
    return Boolean(await act('mention', { channel: channel.id, text: mentioned(text, seen.bot) }));
  }
  return (
    <main className="pane chat" aria-label={name}>
      <header className="pane-head">
        <h2>
          {channel.is_im ? null : <Icon name={channel.is_private ? 'lock' : 'hash'} />}
          {name}
        </h2>
        {!channel.is_im && (
          <span className="quiet">
            {channel.members.length} {t('members')}
          </span>
        )}
      </header>
      <Messages key={`messages/${me.id}/${channel.id}`} messages={shown} onThread={onThread} />
      {channel.members.includes(me.id) ? (
        <Composer
          key={`${me.id}/${channel.id}`}
          testId="composer"
          label={`${t('messageTo')} ${name}`}
          placeholder={`${t('messageTo')} ${channel.is_im ? '' : '#'}${name}`}
          mention={channel.is_im ? undefined : seen.bot.name}
          examples={examples}
          onSend={send}
        />
      ) : (
        <footer className="join">
          <button
            type="button"
            className="button primary"
            onClick={() => act('join', { channel: channel.id })}
          >
            {t('join')} #{name}
          </button>
        </footer>
      )}
    </main>
  );
}

/** What the bot is called by hand becomes a real mention; without one the sandbox puts it in front. */
export const mentioned = (text: string, bot: { name: string; user_id: string }) =>
  text.replaceAll(`@${bot.name}`, `<@${bot.user_id}>`);
