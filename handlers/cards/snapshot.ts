import type { Card } from '../../src/chat/card.ts';
import type { Snapshot } from '../../src/domain/cloud.ts';
import { type Site, snapshotsPage } from '../../src/domain/console.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { at, code, type Text } from '../../src/i18n/text.ts';
import { type About, lastRequests, requestButtons } from './about.ts';
import { ageInDays, facts } from './facts.ts';

const day = 24 * 60 * 60 * 1000;

/** A snapshot: of which disk, how far it is, until when it is kept, and which request took it. */
export function snapshotCard(
  snapshot: Snapshot,
  region: string,
  about: About[],
  { now, t, site }: { now: number; t: Translate; site: Site },
): Card {
  const created = Date.parse(snapshot.createdAt ?? '');
  return {
    tone: snapshot.status === 'failed' ? 'bad' : snapshot.status === 'progressing' ? 'busy' : 'plain',
    title: t('show.snapshot.title', { name: snapshot.name ?? snapshot.id }),
    body: [
      {
        kind: 'facts',
        facts: facts(
          [t('fact.snapshot'), code(snapshot.id)],
          [t('fact.status'), t.words({ term: 'ecs.status', word: snapshot.status })],
          [t('show.progress'), progress(snapshot, t)],
          [t('show.disk'), disk(snapshot, t)],
          [t('fact.region'), region],
          [
            t('fact.created'),
            Number.isNaN(created)
              ? undefined
              : t('show.age', { created: at(created), days: ageInDays(created, now) }),
          ],
          [t('show.kept'), kept(snapshot, created, t)],
          [t('fact.protection'), snapshot.encrypted ? t('show.encrypted') : undefined],
        ),
      },
      ...lastRequests(about, t),
    ],
    buttons: [...requestButtons(about, t), { link: snapshotsPage(site, region), label: t('show.console') }],
  };
}

function progress({ status, progress: done, remainingSeconds }: Snapshot, t: Translate): Text | undefined {
  if (status !== 'progressing') return undefined;
  return remainingSeconds
    ? t('show.progress.left', { progress: done, minutes: Math.ceil(remainingSeconds / 60) })
    : t('show.progress.whole', { progress: done });
}

function disk({ diskId, diskType, diskSizeGiB }: Snapshot, t: Translate): Text | undefined {
  if (!diskId) return undefined;
  const kind = t(diskType === 'data' ? 'show.disk.data' : 'show.disk.system');
  return diskSizeGiB ? t('show.disk.of', { id: code(diskId), kind, size: diskSizeGiB }) : code(diskId);
}

/** Without a retention ECS keeps it, and charges for it, until it is deleted. */
function kept({ retentionDays }: Snapshot, created: number, t: Translate): Text {
  if (!retentionDays || Number.isNaN(created)) return t('show.kept.forever');
  return t('show.kept.days', { days: retentionDays, until: at(created + retentionDays * day, 'date') });
}
