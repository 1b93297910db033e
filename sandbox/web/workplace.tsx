import { useMemo, useState } from 'react';
import type { SeenState as DingTalkSeen } from '../dingtalk/api.ts';
import type { SeenState as SlackSeen } from '../slack/api.ts';
import { keyOf as talkKeyOf } from './dingtalk/desk.tsx';
import { DingTalk } from './dingtalk/dingtalk.tsx';
import { roomsOf as dingtalkRoomsOf } from './dingtalk/rooms.ts';
import { Ecs } from './ecs.tsx';
import { demoInstance, readEcs } from './ecs-state.ts';
import { useLive } from './live.ts';
import { PageProvider } from './page.tsx';
import { People } from './people.tsx';
import type { Setup } from './setup.ts';
import { type Channel, channelsOf, keyOf } from './slack/channels.tsx';
import { roomsOf as slackRoomsOf } from './slack/rooms.ts';
import { Slack } from './slack/slack.tsx';
import { type Tab, Tabs } from './tabs.tsx';
import { Toast } from './toast.tsx';
import { Top } from './top.tsx';
import { unreadMark, useUnread } from './unread.ts';
import { useKept, useNarrow, views } from './view.ts';
import { Views } from './views.tsx';
import { translate, useLang, type WordKey } from './words.ts';

interface WorkplaceProps {
  setup: Setup;
  /** One for each person. */
  slack: SlackSeen[];
  /** By the person's id in Slack; whoever was added later is not there. */
  dingtalk: Map<string, DingTalkSeen>;
  online: boolean;
}

/** All of the page: both chats as one person sees them, and the cloud. */
export function Workplace({ setup, slack, dingtalk, online }: WorkplaceProps) {
  const { value: ecs } = useLive('/ecs/events', readEcs, { every: 1000 });
  const [lang, setLang] = useLang();
  const [view, setView] = useKept('view', 'both', views);
  const [cloud, setCloud] = useKept('ecs', 'open', ['open', 'closed']);
  const [tab, setTab] = useState<Tab>('chat');
  const [person, setPerson] = useState('');
  const [channelKey, setChannelKey] = useState('');
  const [talkKey, setTalkKey] = useState('');
  const [toast, setToast] = useState('');
  const narrow = useNarrow();

  const seen = (slack.find(({ me }) => me.id === person) ?? slack[0]) as SlackSeen;
  const me = seen.me.id;
  const channels = channelsOf(seen);
  const channel = channels.find((each) => keyOf(each) === channelKey) ?? (channels[0] as Channel);
  const ding = dingtalk.get(me);
  const talks = ding?.conversations ?? [];
  const talk = talks.find((each) => talkKeyOf(each) === talkKey) ?? talks[0];

  const shown = narrow
    ? { slack: tab === 'chat' || tab === 'thread', dingtalk: tab === 'dingtalk' }
    : {
        slack: view !== 'dingtalk',
        dingtalk: view !== 'slack',
      };
  const inSlack = useUnread(slack.flatMap(slackRoomsOf), shown.slack ? `${me}/${channel.id}` : undefined);
  const inDingTalk = useUnread(
    [...dingtalk.values()].flatMap(dingtalkRoomsOf),
    shown.dingtalk && ding && talk ? `${ding.me.id}/${talk.id}` : undefined,
  );
  const waits = (user: string) => ({
    slack: unreadMark(inSlack(`${user}/`)),
    dingtalk: unreadMark(inDingTalk(`${dingtalk.get(user)?.me.id}/`)),
  });
  const waiting = waits(me);
  const hidden = {
    slack: shown.slack ? undefined : waiting.slack,
    dingtalk: shown.dingtalk ? undefined : waiting.dingtalk,
  };

  const t = useMemo(() => translate(lang), [lang]);
  const page = useMemo(() => ({ lang, t, toast: setToast }), [lang, t]);
  const trouble = troubleOf(online, seen, ding);
  const examples = examplesFor(setup, ecs && demoInstance(ecs)?.id);
  return (
    <PageProvider value={page}>
      <div className="app" data-tab={tab} data-view={view} data-cloud={cloud}>
        <Top onLang={setLang}>
          <People
            people={slack.map((each) => each.me)}
            me={me}
            roles={Object.fromEntries(setup.people.map(({ id, role }) => [id, role]))}
            unread={(user) => {
              const { slack, dingtalk } = waits(user);
              return slack === 'mention' ? slack : (dingtalk ?? slack);
            }}
            onPick={setPerson}
          />
          <Views view={view} unread={hidden} onPick={setView} />
        </Top>
        {trouble && (
          <p className="offline" role="status">
            {t(trouble)}
          </p>
        )}
        <div className="chats">
          <Slack
            seen={seen}
            channel={channel}
            examples={examples}
            unread={inSlack}
            onChannel={setChannelKey}
            onThread={(open) => setTab(open ? 'thread' : 'chat')}
          />
          {ding && (
            <DingTalk seen={ding} talk={talk} examples={examples} unread={inDingTalk} onTalk={setTalkKey} />
          )}
        </div>
        <Ecs
          state={ecs}
          open={cloud === 'open'}
          onToggle={() => setCloud(cloud === 'open' ? 'closed' : 'open')}
        />
        <Tabs tab={tab} unread={{ chat: hidden.slack, dingtalk: hidden.dingtalk }} onPick={setTab} />
      </div>
      {toast && <Toast text={toast} onGone={() => setToast('')} />}
    </PageProvider>
  );
}

function troubleOf(online: boolean, slack: SlackSeen, ding: DingTalkSeen | undefined): WordKey | undefined {
  if (!online) return 'reconnecting';
  if (slack.connections === 0 && slack.mode.mode === 'socket') return 'slackOffline';
  return ding?.connections === 0 ? 'dingtalkOffline' : undefined;
}

const examplesFor = ({ examples }: Setup, instance: string | undefined) =>
  examples
    .filter((example) => instance || !example.includes('{instance}'))
    .map((example) => example.replace('{instance}', instance ?? ''));
