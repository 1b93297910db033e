import type { Instance } from './cloud.ts';
import { identity } from './image.ts';
import { dead, deadSince, type Support, support } from './lifecycle.ts';
import { type Snooze, systemKey } from './snooze.ts';
import { releaseName } from './systems.ts';

/** Worst first. `ended`: no free fixes any more. `ending`: in half a year at the latest. `extended`: by volunteers. */
export const fleetStages = ['ended', 'ending', 'extended', 'unknown', 'supported'] as const;
export type FleetStage = (typeof fleetStages)[number];

/** Days before its end from which a system counts as `ending`. */
export const endingDays = 180;

/** One instance as a survey sees it. */
export type Machine = {
  instance: Instance;
  /** `centos 7`; one for all whose end is the same day. Undefined for a system that we do not know. */
  key?: string;
  /** Its name without a minor version: `CentOS 7`. */
  system: string;
  support: Support;
  stage: FleetStage;
  snooze?: Snooze;
};

/** How many run one system, by stage; `support` is the same for all of them. */
export type SystemCount = Pick<Machine, 'key' | 'system' | 'support' | 'stage'> & {
  machines: number;
  snoozed: number;
};

/** Every instance with what its system's support means, those to care for first. */
export function survey(instances: Instance[], snoozes: Snooze[], now: number): Machine[] {
  const put = new Map(snoozes.filter(({ until }) => until > now).map((snooze) => [snooze.what, snooze]));
  const systems = new Map<string, ReturnType<typeof systemOf>>();
  const machines = instances.map((instance): Machine => {
    const { imageId = '', osName = '', osNameEn = '' } = instance;
    const made = [imageId, osName, osNameEn].join('\n');
    const system = systems.get(made) ?? systemOf(instance, now);
    systems.set(made, system);
    const snooze = put.get(instance.id) ?? put.get(system.key ?? '');
    return { instance, ...system, ...(snooze && { snooze }) };
  });
  return machines.sort(worstFirst);
}

/** Worst first, and of equal ones those that more instances run. */
export function bySystem(machines: Machine[]): SystemCount[] {
  const counts = new Map<string, SystemCount>();
  for (const { key, system, support: known, stage, snooze } of machines) {
    const one = counts.get(system) ?? {
      ...(key && { key }),
      system,
      support: known,
      stage,
      machines: 0,
      snoozed: 0,
    };
    one.machines++;
    if (snooze) one.snoozed++;
    counts.set(system, one);
  }
  return [...counts.values()].sort(
    (a, b) => rank(a) - rank(b) || b.machines - a.machines || a.system.localeCompare(b.system, 'en'),
  );
}

export function byStage(machines: Machine[]): Record<FleetStage, number> {
  const counts = { ended: 0, ending: 0, extended: 0, unknown: 0, supported: 0 };
  for (const { stage } of machines) counts[stage]++;
  return counts;
}

/** Those that somebody should do something about: not supported for long, and not put off. */
export function needsCare({ stage, snooze }: Machine): boolean {
  return !snooze && stage !== 'supported';
}

function systemOf(instance: Instance, now: number): Omit<Machine, 'instance' | 'snooze'> {
  // The image may have left the list: the instance still tells the system's name.
  const what = identity({ ...instance, id: instance.imageId ?? '', createdAt: undefined });
  if (!what)
    return {
      system: instance.osNameEn ?? instance.osName ?? '—',
      support: { stage: 'unknown' },
      stage: 'unknown',
    };
  const known = support(what, now);
  const { cycle = what.version } = known;
  return {
    key: systemKey(what, now),
    system: releaseName({ product: what.product, ...(cycle && { version: cycle }) }),
    support: known,
    stage: stageOf(known),
  };
}

function stageOf(known: Support): FleetStage {
  if (dead(known)) return 'ended';
  if (known.stage === 'unknown' || known.stage === 'extended') return known.stage;
  return (known.daysLeft ?? Number.POSITIVE_INFINITY) <= endingDays ? 'ending' : 'supported';
}

function worstFirst(a: Machine, b: Machine): number {
  return (
    Number(!!a.snooze) - Number(!!b.snooze) ||
    rank(a) - rank(b) ||
    lastDay(a.support) - lastDay(b.support) ||
    (a.instance.id < b.instance.id ? -1 : 1)
  );
}

/** Of free fixes: a paid extension does not make a system better off. */
function lastDay(known: Support): number {
  return (dead(known) ? deadSince(known) : known.endsAt) ?? 0;
}

function rank({ stage }: Pick<Machine, 'stage'>): number {
  return fleetStages.indexOf(stage);
}
