import type { Image } from './cloud.ts';
import { type Machine, needsCare } from './fleet.ts';
import { buildTime, byAge } from './image.ts';

/** Days before the end of a system at which it is told. */
const marks = [180, 90, 30];
const namesShown = 3;

/** Something that a report tells once; `told` are the names by which it is remembered. */
export type News = { told: string[] } & (
  | { kind: 'build'; family: string; imageId: string; builtAt?: number; regions: string[] }
  | { kind: 'ending'; system: string; endsAt: number; daysLeft: number; machines: number; names: string[] }
);

/**
 * Systems in use that have come within a mark of their end. The marks behind it count as told: a system first seen
 * 40 days before its end is one piece of news, not two. A date that moves makes news again.
 */
export function endings(machines: Machine[]): (News & { kind: 'ending' })[] {
  const systems = new Map<string, Machine[]>();
  for (const machine of machines.filter(needsCare))
    systems.set(machine.system, [...(systems.get(machine.system) ?? []), machine]);
  return [...systems].flatMap(([system, those]) => {
    const { endsAt, daysLeft, stage } = those[0]?.support ?? {};
    if (endsAt === undefined || daysLeft === undefined || stage === 'ended' || daysLeft < 0) return [];
    const passed = marks.filter((mark) => daysLeft <= mark);
    if (passed.length === 0) return [];
    return {
      kind: 'ending',
      told: passed.map((mark) => `end.${system}.${endsAt}.${mark}`),
      system,
      endsAt,
      daysLeft,
      machines: those.length,
      names: those.slice(0, namesShown).map(({ instance }) => instance.name),
    };
  });
}

/** The newest build of each family, with the regions that have it. `acs:` before a family may be left out. */
export function builds(images: Image[], families: string[]): (News & { kind: 'build' })[] {
  return families.flatMap((family) => {
    const whole = family.includes(':') ? family : `acs:${family}`;
    const own = images.filter((image) => image.family === whole || image.family === family).sort(byAge);
    const [newest] = own;
    if (!newest) return [];
    const builtAt = buildTime(newest);
    return {
      kind: 'build',
      told: [`build.${family}`, `build.${family}.${newest.id}`],
      family,
      imageId: newest.id,
      ...(builtAt !== undefined && { builtAt }),
      regions: own.filter(({ id }) => id === newest.id).map(({ region }) => region),
    };
  });
}

/** What is news to those who have been told this. The first build ever seen of a family is where the watch begins. */
export function unheard(news: News[], told: ReadonlySet<string>): News[] {
  return news.filter((one) => {
    if (one.kind === 'ending') return !told.has(one.told.at(-1) ?? '');
    const [family = '', build = ''] = one.told;
    return told.has(family) && !told.has(build);
  });
}
