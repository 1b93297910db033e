import { useCallback } from 'react';
import type { SeenState } from '../slack/api.ts';
import { getJson, useLive } from './live.ts';
import type { Setup } from './setup.ts';
import { Workplace } from './workplace.tsx';

export function App({ setup }: { setup: Setup }) {
  const { value: views, online } = useLive(
    '/slack/events',
    useCallback(() => readViews(setup), [setup]),
  );
  if (!views?.length) return <p className="splash">ecs-image…</p>;
  return <Workplace setup={setup} views={views} online={online} />;
}

/** What each person sees, in the order of the setup; whoever was added later comes last. */
async function readViews({ people }: Setup): Promise<SeenState[]> {
  const see = (id: string) => getJson<SeenState>(`/slack/state?user=${encodeURIComponent(id)}`);
  const named = await Promise.all(people.map(({ id }) => see(id)));
  const others = named[0]?.users.filter(
    (user) => !user.is_bot && !user.deleted && !people.some(({ id }) => id === user.id),
  );
  return [...named, ...(await Promise.all((others ?? []).map(({ id }) => see(id))))];
}
