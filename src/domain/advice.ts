import type { MessageKey, SlotArgs, SlotValue } from '../i18n/index.ts';
import { at, code } from '../i18n/text.ts';
import { type Candidate, caution, extras, type Needs, nvmeUnproven } from './candidate.ts';
import { feeOf } from './fee.ts';
import { type Trait, variant } from './image.ts';
import { dead } from './lifecycle.ts';
import { picking } from './picking.ts';
import { inMainland } from './region.ts';
import { releaseName } from './systems.ts';

/** A sentence to be, kept as data until it is known who reads it. */
export type Line = { key: MessageKey; slots: Record<string, SlotValue> };

const day = 24 * 60 * 60 * 1000;
const soonDays = 180;
const oldDays = 90;
const mostReasons = 6;
/** What every system disk has anyway. */
const smallDiskGiB = 40;

/** Why this image: four to six lines, each true by itself. */
export function reasons(best: Candidate, needs: Needs, now: number): Line[] {
  return [
    supportReason(best),
    buildReason(best, now),
    ...fitReasons(best, needs),
    vendorReason(best),
    line(`reason.fee.${feeOf(best.what, best.image.region)}`),
    // Windows has a cousin of it, which takes no key pair.
    ...(best.image.cloudInit && best.image.osType !== 'windows' ? [line('reason.cloudInit')] : []),
  ].slice(0, mostReasons);
}

/** What to know before using it; none is the good case. */
export function warnings(best: Candidate, needs: Needs, now: number): Line[] {
  const { what, support, image } = best;
  const os = releaseName(what);
  const age = ageInDays(best, now);
  return [
    ...supportWarnings(best),
    ...(age !== undefined && age > oldDays ? [line('warning.old', { days: age })] : []),
    ...(nvmeUnproven(best, needs.type) ? [line('warning.nvme', { type: code(needs.type?.id ?? '') })] : []),
    ...(caution(best) === 'experimental' ? [line('warning.experimental', { os })] : []),
    ...(caution(best) === 'preview' ? [line('warning.preview', { os })] : []),
    ...(extras(what, needs).length ? [line('warning.variant', { variant: variant(what) })] : []),
    ...missing(best, needs).map((edition) =>
      edition === 'gpu' ? line('warning.gpu') : line('warning.missing', { edition }),
    ),
    ...(what.language && what.language !== needs.language ? [line('warning.language')] : []),
    ...(image.sizeGiB && image.sizeGiB > smallDiskGiB ? [line('warning.disk', { size: image.sizeGiB })] : []),
    ...(image.bootMode === 'UEFI' && what.traits.includes('uefi') && !needs.type
      ? [line('warning.uefi')]
      : []),
    ...(crosses(best, needs) ? [line('warning.crossing', { region: image.region })] : []),
    ...(what.product === 'windows-server' ? [line('warning.windows')] : []),
    ...(support.uncertain ? [line('warning.uncertain', { os })] : []),
  ];
}

/** So near to its end that the next step has to be planned now. */
export function endsSoon({ support: { daysLeft } }: Pick<Candidate, 'support'>): boolean {
  return daysLeft !== undefined && daysLeft < soonDays;
}

/** Outside mainland China ECS does not change Linux for Windows, nor the other way round. */
function crosses({ image }: Candidate, { osType }: Needs): boolean {
  return !!osType && !!image.osType && osType !== image.osType && !inMainland(image.region);
}

/** Editions asked for that this image is not. */
function missing({ what }: Candidate, { traits }: Needs): Trait[] {
  return traits.filter((trait) => !what.traits.includes(trait));
}

function ageInDays({ what }: Pick<Candidate, 'what'>, now: number): number | undefined {
  return what.builtAt === undefined ? undefined : Math.max(0, Math.floor((now - what.builtAt) / day));
}

function line<K extends MessageKey>(key: K, ...slots: SlotArgs<K>): Line {
  return { key, slots: (slots[0] ?? {}) as Line['slots'] };
}

function supportReason({ what, support }: Candidate): Line {
  const os = releaseName(what);
  if (support.endsAt === undefined) return line('reason.support.unknown', { os });
  const slots = { os, end: at(support.endsAt, 'date'), days: support.daysLeft ?? 0 };
  return line(support.stage === 'extended' ? 'reason.support.extended' : 'reason.support', slots);
}

function buildReason({ what, image }: Candidate, now: number): Line {
  const age = ageInDays({ what }, now);
  if (what.builtAt === undefined || age === undefined)
    return line('reason.newest.undated', { region: image.region });
  return line('reason.newest', { region: image.region, built: at(what.builtAt, 'date'), days: age });
}

function fitReasons({ what, image }: Candidate, { type }: Needs): Line[] {
  const { architecture } = what;
  if (!type) return [line('reason.architecture', { architecture })];
  const slots = { type: code(type.id), architecture };
  // Of unknown boot modes nothing is promised.
  return [
    image.bootMode && type.bootModes.length > 0
      ? line('reason.type.boot', { ...slots, boot: image.bootMode })
      : line('reason.type', slots),
    ...(type.nvme === 'required' && image.nvme === 'supported'
      ? [line('reason.nvme', { type: code(type.id) })]
      : []),
  ];
}

function vendorReason({ what }: Candidate): Line {
  return line(`reason.by.${picking(what.product).supportedBy}`);
}

function supportWarnings({ what, support }: Candidate): Line[] {
  const os = releaseName(what);
  if (dead(support)) return [line('warning.support.ended', { os, product: what.product })];
  if (support.endsAt === undefined) return [line('warning.support.unknown', { os })];
  const end = at(support.endsAt, 'date');
  if (support.stage === 'extended')
    return [line('warning.support.extended', { os, since: at(support.normalEndsAt ?? 0, 'date'), end })];
  return endsSoon({ support })
    ? [line('warning.support.soon', { os, end, days: support.daysLeft ?? 0 })]
    : [];
}
