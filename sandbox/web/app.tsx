import { useCallback } from 'react';
import type { SeenState as DingTalkSeen } from '../dingtalk/api.ts';
import type { SeenState as SlackSeen } from '../slack/api.ts';
import { getJson, useLive } from './live.ts';
import type { Setup } from './setup.ts';
import { Workplace } from './workplace.tsx';

export function App({ setup }: { setup: Setup }) {
  const slack = useLive(
    '/slack/events',
    useCallback(() => readSlack(setup), [setup]),
  );
  const dingtalk = useLive(
    '/dingtalk/events',
    useCallback(() => readDingTalk(setup), [setup]),
  );
  if (!slack.value?.length || !dingtalk.value) return <p className="splash">ecs-image…</p>;
  return (
    <Workplace
      setup={setup}
      slack={slack.value}
      dingtalk={dingtalk.value}
      online={slack.online && dingtalk.online}
    />
  );
}

/** What each person sees, in the order of the setup; whoever was added later comes last. */
async function readSlack({ people }: Setup): Promise<SlackSeen[]> {
  const see = (id: string) => getJson<SlackSeen>(`/slack/state?user=${encodeURIComponent(id)}`);
  const named = await Promise.all(people.map(({ id }) => see(id)));
  const others = named[0]?.users.filter(
    (user) => !user.is_bot && !user.deleted && !people.some(({ id }) => id === user.id),
  );
  return [...named, ...(await Promise.all((others ?? []).map(({ id }) => see(id))))];
}

/** What the same people see there, by their Slack ids. */
async function readDingTalk({ people }: Setup): Promise<Map<string, DingTalkSeen>> {
  const views = people.map(
    async ({ id, dingtalk }) =>
      [id, await getJson<DingTalkSeen>(`/dingtalk/state?user=${encodeURIComponent(dingtalk)}`)] as const,
  );
  return new Map(await Promise.all(views));
}
