import { z } from 'zod';
import { support } from './lifecycle.ts';
import { type Release, release, releaseName } from './systems.ts';

/** Somebody has decided to live with a system for a while. */
export const Snooze = z.object({
  /** An instance's id, or a system as `systemKey` names it. */
  what: z.string(),
  /** Milliseconds since the epoch. */
  until: z.number(),
  reason: z.string(),
  /** Who decided it, by name. */
  by: z.string(),
});
export type Snooze = z.infer<typeof Snooze>;

/** `centos 7`: all versions that end on one day are one system. */
export function systemKey(system: Release, now: number): string {
  const cycle = support(system, now).cycle ?? system.version ?? '';
  return `${system.product} ${cycle}`.trim();
}

/** What words such as `i-bp1…` or `CentOS 7.9` name; undefined when it is no system with a version. */
export function snoozable(
  words: string,
  now: number,
): { what: string; name: string; instance: boolean } | undefined {
  const id = words.toLowerCase();
  if (/^i-[a-z0-9]+$/.test(id)) return { what: id, name: id, instance: true };
  const system = release(words);
  if (!system?.version) return undefined;
  const { cycle: version = system.version } = support(system, now);
  return { what: systemKey(system, now), name: releaseName({ ...system, version }), instance: false };
}
