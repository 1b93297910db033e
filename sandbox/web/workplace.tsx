import { useCallback, useMemo, useState } from 'react';
import type { SeenState } from '../slack/api.ts';
import { type Channel, Channels, channelsOf, keyOf } from './channels.tsx';
import { Chat } from './chat.tsx';
import { Confirm, useQuestion } from './confirm.tsx';
import { type Desk, DeskProvider, gesture } from './desk.tsx';
import { Ecs } from './ecs.tsx';
import { demoInstance, readEcs } from './ecs-state.ts';
import { useLive } from './live.ts';
import { Modal } from './modal.tsx';
import type { Setup } from './setup.ts';
import { type Tab, Tabs } from './tabs.tsx';
import { Thread } from './thread.tsx';
import { Toast } from './toast.tsx';
import { Top } from './top.tsx';
import { useUnread } from './unread.ts';
import { translate, useLang } from './words.ts';

/** All of the page: Slack as one person sees it, and the cloud. */
export function Workplace({ setup, views, online }: { setup: Setup; views: SeenState[]; online: boolean }) {
  const { value: ecs } = useLive('/ecs/events', readEcs, { every: 1000 });
  const [lang, setLang] = useLang();
  const [person, setPerson] = useState('');
  const [channelKey, setChannelKey] = useState('');
  const [rootTs, setRootTs] = useState('');
  const [tab, setTab] = useState<Tab>('chat');
  const [toast, setToast] = useState<string>();
  const { question, confirm } = useQuestion();

  const seen = (views.find((view) => view.me.id === person) ?? views[0]) as SeenState;
  const me = seen.me.id;
  const channels = channelsOf(seen);
  const channel = channels.find((each) => keyOf(each) === channelKey) ?? (channels[0] as Channel);
  const root = channel.messages.find(({ ts }) => ts === rootTs);
  const modal = seen.views.at(-1);
  const unread = useUnread(views, me, channel.id);

  const t = useMemo(() => translate(lang), [lang]);
  const act = useCallback<Desk['act']>(
    async (name, argument) => {
      const { result, failure } = await gesture(name, { user: me, ...argument });
      setToast(failure && t(failure));
      return result;
    },
    [me, t],
  );
  function openChannel(next: Channel) {
    setChannelKey(keyOf(next));
    closeThread();
    // As in Slack, it is opening the app's own tab that makes the direct chat.
    if (next.id === 'dm') void act('openHome', { tab: 'messages' });
  }
  function openThread(ts: string) {
    setRootTs(ts);
    setTab('thread');
  }
  function closeThread() {
    setRootTs('');
    setTab('chat');
  }

  const desk: Desk = { me: seen.me, seen, lang, t, act, confirm, toast: setToast };
  return (
    <DeskProvider value={desk}>
      <div className="app" data-tab={tab} data-thread={root ? '' : undefined}>
        <Top views={views} setup={setup} unread={unread.anywhere} onPerson={setPerson} onLang={setLang} />
        {(!online || (seen.connections === 0 && seen.mode.mode === 'socket')) && (
          <p className="offline" role="status">
            {t(online ? 'botOffline' : 'reconnecting')}
          </p>
        )}
        <Channels
          current={keyOf(channel)}
          unread={(each) => unread.inChannel(me, each)}
          onPick={openChannel}
        />
        <Chat
          channel={channel}
          examples={examplesFor(setup, ecs && demoInstance(ecs)?.id)}
          onThread={openThread}
        />
        <Thread channel={channel} root={root} onClose={closeThread} />
        <Ecs state={ecs} />
        <Tabs tab={tab} onPick={setTab} />
      </div>
      {modal && <Modal key={modal.id} view={modal} />}
      {question && <Confirm question={question} />}
      {toast && <Toast text={toast} onGone={() => setToast(undefined)} />}
    </DeskProvider>
  );
}

const examplesFor = ({ examples }: Setup, instance: string | undefined) =>
  examples
    .filter((example) => instance || !example.includes('{instance}'))
    .map((example) => example.replace('{instance}', instance ?? ''));
