import type { Block, Button, Card, Tone } from '../../src/chat/card.ts';
import type { Task } from '../../src/domain/cloud.ts';
import { type Site, tasksPage } from '../../src/domain/console.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { at, code, type Text } from '../../src/i18n/text.ts';
import { type About, lastRequests, requestButtons, showButton } from './about.ts';
import { facts } from './facts.ts';

const tones: Record<string, Tone> = { Finished: 'good', Failed: 'bad', Waiting: 'busy', Processing: 'busy' };
/** Things we can show that a task may be about: an image, an instance, a snapshot. */
const showable = /^[mis](?=-)/;

/** A task of ECS: what it does to what, how far it is, and why it failed in ECS's own words. */
export function taskCard(
  task: Task,
  region: string,
  about: About[],
  { t, site }: { t: Translate; site: Site },
): Card {
  const { resourceId } = task;
  return {
    tone: tones[task.status] ?? 'plain',
    title: t('show.task.title', { action: task.action ?? task.id }),
    body: [
      {
        kind: 'facts',
        facts: facts(
          [t('fact.task'), code(task.id)],
          [t('fact.status'), t.words({ term: 'ecs.status', word: task.status })],
          [
            t('show.progress'),
            task.progress === undefined ? undefined : t('show.progress.whole', { progress: task.progress }),
          ],
          [t('show.task.resource'), resourceId && code(resourceId)],
          [t('fact.region'), region],
          [t('fact.created'), moment(task.createdAt)],
          [t('show.task.finished'), moment(task.finishedAt)],
        ),
      },
      ...failure(task, t),
      ...(task.cancellable && !task.finishedAt
        ? [{ kind: 'text' as const, text: t('show.task.cancellable') }]
        : []),
      ...lastRequests(about, t),
    ],
    buttons: [
      ...resource(task, region, t),
      ...requestButtons(about, t),
      { link: tasksPage(site, region), label: t('show.console') },
    ],
  };
}

function resource({ resourceId = '' }: Task, region: string, t: Translate): Button[] {
  const kind = showable.exec(resourceId)?.[0] as 'm' | 'i' | 's' | undefined;
  return kind ? [showButton(resourceId, `${region}/${resourceId}`, t(`show.resource.${kind}`))] : [];
}

function failure({ failure: why }: Task, t: Translate): Block[] {
  if (!why) return [];
  const reason: Text = [...(why.code ? code(why.code) : []), { text: ` ${why.message ?? ''}` }];
  const related = Object.entries(why.related).map(
    ([name, value]): Text => [...code(name), { text: ` ${value}` }],
  );
  return [
    { kind: 'heading', text: t('show.task.failure') },
    { kind: 'list', items: [reason, ...related] },
  ];
}

function moment(said: string | undefined): Text | undefined {
  const read = Date.parse(said ?? '');
  return Number.isNaN(read) ? undefined : at(read);
}
