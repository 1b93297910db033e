import { useCallback, useState } from 'react';
import type { SeenState } from '../../slack/api.ts';
import { gesture } from '../gesture.ts';
import { usePage } from '../page.tsx';
import type { UnreadOf } from '../unread.ts';
import { type Channel, Channels, keyOf } from './channels.tsx';
import { Chat } from './chat.tsx';
import { Confirm, useQuestion } from './confirm.tsx';
import { type Desk, DeskProvider } from './desk.tsx';
import { Modal } from './modal.tsx';
import { Thread } from './thread.tsx';

interface SlackProps {
  seen: SeenState;
  channel: Channel;
  examples: string[];
  unread: UnreadOf;
  onChannel: (key: string) => void;
  /** A thread was opened or closed. */
  onThread: (open: boolean) => void;
}

/** Slack as one person sees it. */
export function Slack({ seen, channel, examples, unread, onChannel, onThread }: SlackProps) {
  const page = usePage();
  const { t, toast } = page;
  const me = seen.me.id;
  const [rootTs, setRootTs] = useState('');
  const { question, confirm } = useQuestion();
  const root = channel.messages.find(({ ts }) => ts === rootTs);
  const modal = seen.views.at(-1);

  const act = useCallback<Desk['act']>(
    async (name, argument) => {
      const { result, failure } = await gesture('slack', name, { user: me, ...argument });
      toast(failure ? t(failure) : '');
      return result as Awaited<ReturnType<Desk['act']>>;
    },
    [me, t, toast],
  );
  function openThread(ts: string) {
    setRootTs(ts);
    onThread(ts !== '');
  }
  function openChannel(next: Channel) {
    onChannel(keyOf(next));
    openThread('');
    // As in Slack, it is opening the app's own tab that makes the direct chat.
    if (next.id === 'dm') void act('openHome', { tab: 'messages' });
  }

  return (
    <DeskProvider value={{ ...page, me: seen.me, seen, act, confirm }}>
      <section className="slack" aria-label="Slack">
        <div className="slack-inside" data-thread={root ? '' : undefined}>
          <header className="slack-bar">
            <SlackSign />
            <strong>{seen.team.name}</strong>
            <span>Slack</span>
          </header>
          <Channels current={keyOf(channel)} unread={unread} onPick={openChannel} />
          <Chat channel={channel} examples={examples} onThread={openThread} />
          <Thread channel={channel} root={root} onClose={() => openThread('')} />
        </div>
      </section>
      {modal && <Modal key={modal.id} view={modal} />}
      {question && <Confirm question={question} />}
    </DeskProvider>
  );
}

/** A hash, as its channels have. */
const SlackSign = () => (
  <svg
    className="sign"
    viewBox="0 0 24 24"
    fill="none"
    strokeWidth="4"
    strokeLinecap="round"
    aria-hidden="true"
  >
    <path d="M9 4v9M15 11v9" stroke="#ecb22e" />
    <path d="M4 15h9M11 9h9" stroke="#36c5f0" />
    <path d="M15 4v3M9 17v3" stroke="#2eb67d" />
  </svg>
);
