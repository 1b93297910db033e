import type { SandboxMessage } from '../../slack/api.ts';
import { Icon } from '../icons.tsx';
import { type Channel, channelName } from './channels.tsx';
import { mentioned } from './chat.tsx';
import { Composer } from './composer.tsx';
import { useDesk } from './desk.tsx';
import { Messages } from './messages.tsx';

interface ThreadProps {
  channel: Channel;
  root: SandboxMessage | undefined;
  onClose: () => void;
}

/** A thread: its first message and all replies. */
export function Thread({ channel, root, onClose }: ThreadProps) {
  const { seen, t, act, toast, me } = useDesk();
  if (!root) {
    return (
      <aside className="pane thread thread-none">
        <p className="empty">{t('noThread')}</p>
      </aside>
    );
  }
  const thread_ts = root.ts;
  const replies = channel.messages.filter(
    (message) => message.thread_ts === thread_ts && message.ts !== thread_ts,
  );

  async function send(text: string): Promise<boolean> {
    if (text.startsWith('/')) {
      toast(t('noSlashInThread'));
      return false;
    }
    const sent = channel.is_im
      ? act('dm', { text, thread_ts })
      : act('mention', { channel: channel.id, text: mentioned(text, seen.bot), thread_ts });
    return Boolean(await sent);
  }
  return (
    <aside className="pane thread" data-testid="thread" aria-label={t('thread')}>
      <header className="pane-head">
        <h2>{t('thread')}</h2>
        <span className="quiet">
          {channel.is_im ? '' : '#'}
          {channelName(channel, seen)}
        </span>
        <button type="button" className="icon-button" aria-label={t('close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <Messages key={`messages/${me.id}/${thread_ts}`} messages={[root, ...replies]} />
      <Composer
        key={`${me.id}/${thread_ts}`}
        testId="composer-thread"
        label={t('replyInThread')}
        placeholder={t('replyHint')}
        mention={channel.is_im ? undefined : seen.bot.name}
        onSend={send}
      />
    </aside>
  );
}
