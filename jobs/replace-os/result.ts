import type { Block, Button, Fact } from '../../src/chat/card.ts';
import { instancePage } from '../../src/domain/console.ts';
import { unmounted } from '../../src/domain/guest.ts';
import type { Replacement } from '../../src/domain/replacement.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { at, code, type Text, type Words } from '../../src/i18n/text.ts';
import type { ReplaceState } from './state.ts';

const minuteMs = 60 * 1000;
const dayMs = 24 * 60 * minuteMs;

/** What the instance is now, read back from ECS and, where the agent answers, from inside. */
export function result(plan: Replacement, state: ReplaceState, t: Translate) {
  const { instance, image, region, wish } = plan;
  const page: Button = {
    link: instancePage(wish.site, region, instance.id),
    label: t('replace.result.console'),
  };
  const notes = caveats(plan, state, t);
  const body: Block[] = [
    { kind: 'facts', facts: facts(plan, state, t) },
    ...(notes.length ? [{ kind: 'list' as const, items: notes }] : []),
    { kind: 'text', text: wayBack(plan, state, t) },
  ];
  return {
    title: t('replace.result.title', { instance: instance.name || instance.id, os: image.os }),
    body,
    buttons: [page],
  };
}

function facts(plan: Replacement, { diskId, after, startedAt, endedAt }: ReplaceState, t: Translate): Fact[] {
  const { instance, image, disk, keyPair } = plan;
  const tookMinutes = startedAt && endedAt && Math.max(1, Math.round((endedAt - startedAt) / minuteMs));
  const facts: (Fact | undefined)[] = [
    { label: t('replace.fact.instance'), value: code(instance.id) },
    { label: t('replace.fact.image'), value: code(image.id) },
    { label: t('replace.fact.inside'), value: inside(plan, after, t) },
    diskId
      ? {
          label: t('replace.fact.disk'),
          value: t('replace.result.disk', { id: code(diskId), size: disk.sizeGiB }),
        }
      : undefined,
    keyPair ? { label: t('replace.fact.login'), value: t('replace.login.keyPair', { keyPair }) } : undefined,
    after?.hostKeys[0] ? { label: t('replace.fact.hostKey'), value: code(after.hostKeys[0]) } : undefined,
    tookMinutes
      ? { label: t('replace.fact.took'), value: t('replace.result.took', { minutes: tookMinutes }) }
      : undefined,
  ];
  return facts.filter((fact) => fact !== undefined);
}

function inside({ instance, image }: Replacement, after: ReplaceState['after'], t: Translate): Words {
  if (!instance.running) return t('replace.result.stopped');
  if (!after?.os) return t('replace.result.unseen', { os: image.os });
  return t('replace.result.seen', { os: after.os, kernel: after.kernel ?? '?' });
}

function caveats({ disk }: Replacement, { before, after, policy }: ReplaceState, t: Translate): Words[] {
  const missing = unmounted(before, after);
  return [
    ...(missing.length ? [t('replace.result.unmounted', { mounts: { list: missing } })] : []),
    ...(policy === 'refused' ? [t('replace.result.policy', { policy: code(disk.policyId ?? '') })] : []),
  ];
}

function wayBack({ wish }: Replacement, { snapshotId, snapshotAt }: ReplaceState, t: Translate): Text {
  if (!snapshotId || !('keepDays' in wish.backup)) return t('replace.result.noWayBack');
  const taken = Date.parse(snapshotAt ?? '');
  const id = code(snapshotId);
  if (Number.isNaN(taken)) return t('replace.result.wayBack.days', { id, days: wish.backup.keepDays });
  return t('replace.result.wayBack', { id, until: at(taken + wish.backup.keepDays * dayMs, 'date') });
}
