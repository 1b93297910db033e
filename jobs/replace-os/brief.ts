import type { Block, Fact } from '../../src/chat/card.ts';
import { backsUp, type Replacement } from '../../src/domain/replacement.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { at, code, type Text, type Words } from '../../src/i18n/text.ts';

export function summary({ instance, image }: Replacement, t: Translate): Text {
  return t('replace.summary', { instance: instance.name || instance.id, os: image.os });
}

/** What a person weighs before deciding: warnings, the change itself, then kept, lost, changes, unknown. */
export function brief(plan: Replacement, t: Translate): Block[] {
  const section = (heading: Text, items: Words[]): Block[] =>
    items.length
      ? [
          { kind: 'heading', text: heading },
          { kind: 'list', items },
        ]
      : [];
  return [
    ...warnings(plan, t).map((text): Block => ({ kind: 'text', text })),
    { kind: 'facts', facts: facts(plan, t) },
    ...section(t('replace.kept.title'), kept(plan, t)),
    ...section(t('replace.lost.title'), lost(plan, t)),
    ...section(t('replace.changes.title'), changes(plan, t)),
    ...section(t('replace.unknown.title'), unknowns(plan, t)),
  ];
}

function warnings(plan: Replacement, t: Translate): Text[] {
  const { image } = plan;
  const since = image.supportEndsAt;
  const over = since
    ? t('replace.warn.ended', { os: image.os, since: at(since, 'date') })
    : t('replace.warn.over', { os: image.os });
  return [...(image.supportOver ? [over] : []), ...(backsUp(plan) ? [] : [t('replace.warn.noBackup')])];
}

function facts(plan: Replacement, t: Translate): Fact[] {
  const { instance, image, disk, region } = plan;
  return [
    { label: t('replace.fact.instance'), value: t('replace.instance', { id: code(instance.id), region }) },
    { label: t('replace.fact.image'), value: code(image.id) },
    { label: t('replace.fact.support'), value: supportEnd(plan, t) },
    {
      label: t('replace.fact.disk'),
      value: t('replace.disk', { size: disk.sizeGiB, category: disk.category ?? '?' }),
    },
    { label: t('replace.fact.login'), value: login(plan, t) },
    { label: t('replace.fact.backup'), value: backup(plan, t) },
    { label: t('replace.fact.downtime'), value: downtime(plan, t) },
    { label: t('replace.fact.undo'), value: undo(plan, t) },
  ];
}

function supportEnd({ image: { supportEndsAt, supportOver } }: Replacement, t: Translate): Words {
  if (supportEndsAt === undefined) return t('replace.support.unknown');
  const end = at(supportEndsAt, 'date');
  return supportOver ? t('replace.support.ended', { end }) : t('replace.support.until', { end });
}

function login({ keyPair }: Replacement, t: Translate): Words {
  return keyPair ? t('replace.login.keyPair', { keyPair }) : t('replace.login.password');
}

function backup({ wish }: Replacement, t: Translate): Words {
  if ('keepDays' in wish.backup) return t('replace.backup', { days: wish.backup.keepDays });
  return t('replace.backup.none', { reason: wish.backup.none });
}

function downtime(plan: Replacement, t: Translate): Words {
  if (!plan.instance.running) return t('replace.downtime.none');
  return t(backsUp(plan) ? 'replace.downtime.snapshot' : 'replace.downtime');
}

function undo({ wish }: Replacement, t: Translate): Words {
  return 'keepDays' in wish.backup
    ? t('replace.undo', { days: wish.backup.keepDays })
    : t('replace.undo.none');
}

function kept({ instance, disk, dataDisks, keyPair }: Replacement, t: Translate): Words[] {
  return [
    t('replace.kept.identity', { id: code(instance.id) }),
    ...(instance.ips.length ? [t('replace.kept.ips', { ips: { list: instance.ips } })] : []),
    ...(keyPair && keyPair === instance.keyPair ? [t('replace.kept.keyPair', { keyPair })] : []),
    ...(dataDisks.length
      ? [
          t('replace.kept.dataDisks', {
            count: dataDisks.length,
            ids: { list: dataDisks.map(({ id }) => id) },
          }),
        ]
      : []),
    t('replace.kept.category', { category: disk.category ?? '?' }),
    t('replace.kept.snapshots'),
    ...(disk.policyId ? [t('replace.kept.policy', { policy: code(disk.policyId) })] : []),
    ...(instance.running ? [] : [t('replace.kept.stopped')]),
  ];
}

function lost({ instance, image, disk, dataDisks }: Replacement, t: Translate): Words[] {
  return [
    t('replace.lost.disk', { disk: code(disk.id), size: disk.oldSizeGiB }),
    t('replace.lost.logins'),
    ...(dataDisks.length && !image.windows && !instance.windows ? [t('replace.lost.mounts')] : []),
    ...(dataDisks.length && image.windows !== instance.windows ? [t('replace.lost.fileSystems')] : []),
    ...(disk.takesAutoSnapshots ? [t('replace.lost.autoSnapshots')] : []),
    t('replace.lost.rollback'),
  ];
}

function changes({ instance, image, disk, keyPair }: Replacement, t: Translate): Words[] {
  return [
    instance.os === image.os
      ? t('replace.changes.again', { os: image.os })
      : t('replace.changes.os', { from: instance.os, to: image.os }),
    t('replace.changes.disk'),
    ...(disk.sizeGiB > disk.oldSizeGiB
      ? [t('replace.changes.size', { from: disk.oldSizeGiB, to: disk.sizeGiB })]
      : []),
    ...(keyPair && keyPair !== instance.keyPair ? [t('replace.changes.keyPair', { keyPair })] : []),
    ...(image.windows ? [] : [t('replace.changes.hostKeys')]),
    ...(disk.encrypted ? [t('replace.changes.encryption')] : []),
    ...(image.windows && !instance.windows ? [t('replace.changes.fee')] : []),
  ];
}

function unknowns({ instance, image, nvmeUnproven }: Replacement, t: Translate): Words[] {
  return [
    t('replace.unknown.software'),
    ...(image.public ? [] : [t('replace.unknown.image')]),
    ...(nvmeUnproven ? [t('replace.unknown.nvme', { type: code(instance.type) })] : []),
    ...(image.windows ? [t('replace.unknown.password')] : []),
  ];
}
