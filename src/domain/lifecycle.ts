import { z } from 'zod';
import data from './data/os-lifecycle.json' with { type: 'json' };
import { compareVersions } from './image.ts';
import type { Product, Release } from './systems.ts';

const Day = z.iso.date().nullable();
const Row = z.object({
  product: z.string(),
  cycle: z.string(),
  activeSupportEnd: Day,
  /** End of the vendor's normal security support. */
  eol: Day,
  extendedSupportEnd: Day,
  releaseDate: Day,
  source: z.string(),
  confidence: z.string(),
  /** For rows of our own; the others are checked together. */
  checkedOn: z.iso.date().optional(),
});
type Row = z.infer<typeof Row>;

const { rows: table, checkedOn: allCheckedOn } = z
  .object({ checkedOn: z.iso.date(), rows: z.array(Row) })
  .parse(data);

/** The day the table's dates were compared with their sources. */
export const checkedOn = allCheckedOn;

/** Their extension is free for everybody; every other one is a paid contract. */
const freelyExtended: ReadonlySet<Product> = new Set(['debian']);
const day = 24 * 60 * 60 * 1000;

/**
 * `security`: fixes only, no new features or hardware. `extended`: past normal support, see `extension`.
 * `unknown`: nobody has published a date. It never means "supported".
 */
type Stage = 'supported' | 'security' | 'extended' | 'ended' | 'unknown';

export type Support = {
  stage: Stage;
  cycle?: string;
  /** First moment of the last supported day, UTC; for `extended` the last day of the extension. */
  endsAt?: number;
  /** Whole days left after today; negative once it is over. */
  daysLeft?: number;
  /** When normal support ended or will end. */
  normalEndsAt?: number;
  extension?: 'free' | 'paid';
  source?: string;
  /** The dates are second-hand. */
  uncertain?: true;
};

/** The most specific cycle counts: `14.4` before `14`. */
export function support({ product, version }: Release, now: number): Support {
  const row = version ? rowOf(product, version) : undefined;
  if (version && !row && olderThanAll(product, version)) return { stage: 'ended' };
  if (!row?.eol) return { stage: 'unknown', ...(row && { cycle: row.cycle, source: row.source }) };
  const extension = row.extendedSupportEnd && (freelyExtended.has(product) ? 'free' : 'paid');
  const over = (date: string | null) => !!date && daysUntil(date, now) < 0;
  const extended = over(row.eol) && extension && !over(row.extendedSupportEnd);
  const free = extension === 'free';
  const last = extended || (over(row.eol) && free) ? (row.extendedSupportEnd ?? row.eol) : row.eol;
  return {
    stage: stageOf(row, over, !!extended),
    cycle: row.cycle,
    endsAt: Date.parse(last),
    daysLeft: daysUntil(last, now),
    normalEndsAt: Date.parse(row.eol),
    ...(extension && { extension }),
    source: row.source,
    ...(row.confidence === 'low' && { uncertain: true }),
  };
}

/** No free fixes any more: not to be put on a server today. */
export function dead({ stage, extension }: Support): boolean {
  return stage === 'ended' || (stage === 'extended' && extension === 'paid');
}

/** When free fixes ended. */
export function deadSince({ stage, endsAt, normalEndsAt }: Support): number | undefined {
  return stage === 'ended' ? endsAt : normalEndsAt;
}

/** The dates of one release, up to three ends of support, each in milliseconds since the epoch. */
export type Lifeline = {
  cycle: string;
  releasedAt?: number;
  /** New features and hardware; absent where the vendor makes no difference or none is published. */
  activeEndsAt?: number;
  securityEndsAt?: number;
  extendedEndsAt?: number;
  /** Free for everybody, or a contract. */
  extension?: 'free' | 'paid';
  source: string;
  checkedOn: string;
  uncertain?: true;
};

/** Undefined for a release that the table does not have. */
export function lifeline({ product, version }: Release): Lifeline | undefined {
  const row = version ? rowOf(product, version) : undefined;
  if (!row) return undefined;
  const moment = (date: string | null) => (date ? Date.parse(date) : undefined);
  const dates = {
    releasedAt: moment(row.releaseDate),
    activeEndsAt: moment(row.activeSupportEnd),
    securityEndsAt: moment(row.eol),
    extendedEndsAt: moment(row.extendedSupportEnd),
  };
  return {
    ...(Object.fromEntries(Object.entries(dates).filter(([, at]) => at !== undefined)) as typeof dates),
    cycle: row.cycle,
    source: row.source,
    checkedOn: row.checkedOn ?? checkedOn,
    ...(row.extendedSupportEnd && { extension: freelyExtended.has(product) ? 'free' : 'paid' }),
    ...(row.confidence === 'low' && { uncertain: true }),
  };
}

/** Until when fixes cost nothing. */
export function freeUntil({ securityEndsAt, extendedEndsAt, extension }: Lifeline): number | undefined {
  return extension === 'free' ? extendedEndsAt : securityEndsAt;
}

/** All cycles of a product that have dates, newest first as the table has them. */
export function cycles(product: Product): string[] {
  return table.filter((row) => row.product === product).map(({ cycle }) => cycle);
}

function rowOf(product: Product, version: string): Row | undefined {
  for (let cycle = version; cycle; cycle = cycle.slice(0, Math.max(0, cycle.lastIndexOf('.')))) {
    const row = table.find((one) => one.product === product && one.cycle === cycle);
    if (row) return row;
  }
  return undefined;
}

/** The table leaves out what was over long ago. */
function olderThanAll(product: Product, version: string): boolean {
  const known = cycles(product);
  return known.length > 0 && known.every((cycle) => compareVersions(version, cycle) < 0);
}

function stageOf(row: Row, over: (date: string | null) => boolean, extended: boolean): Stage {
  if (extended) return 'extended';
  if (over(row.eol)) return 'ended';
  return over(row.activeSupportEnd) ? 'security' : 'supported';
}

/** Days from today to that day, both in UTC. */
function daysUntil(date: string, now: number): number {
  return Math.round(Date.parse(date) / day - Math.floor(now / day));
}
