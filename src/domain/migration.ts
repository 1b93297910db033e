import { z } from 'zod';
import rows from './data/migrations.json' with { type: 'json' };
import { dead, support } from './lifecycle.ts';
import type { Release } from './systems.ts';

const System = z.object({ product: z.string(), version: z.string() });
const Row = z.object({
  from: System,
  /** The vendor opens these on request only. */
  byTicket: z.boolean().default(false),
  to: z.object({ x86_64: z.array(System), arm64: z.array(System) }),
});

/** Server Migration Center's in-place changes of a system, as its help page lists them (facts/guide.md §2). */
const table = z.array(Row).parse(rows);

export type Migration = {
  /** Worth going to. */
  targets: Release[];
  /** Offered still, though out of support themselves. */
  over: Release[];
  /** Opened by a ticket only. */
  byTicket: Release[];
};

/** Where a system can be changed in place to, keeping its disk. Undefined when nowhere. */
export function migrationFrom(
  from: Release,
  architecture: 'x86_64' | 'arm64',
  now: number,
): Migration | undefined {
  const found = table.filter((row) => matches(row.from, from));
  const to = (some: typeof found) => some.flatMap((row) => row.to[architecture] as Release[]);
  const open = to(found.filter(({ byTicket }) => !byTicket));
  const byTicket = to(found.filter((row) => row.byTicket));
  if (open.length + byTicket.length === 0) return undefined;
  const isOver = (release: Release) => dead(support(release, now));
  return {
    targets: open.filter((release) => !isOver(release)),
    over: open.filter(isOver),
    byTicket: byTicket.filter((release) => !isOver(release)),
  };
}

/** A row for `7` holds for 7.9, and one for `7.9` when only `7` was said. */
function matches(row: z.infer<typeof System>, { product, version = '' }: Release): boolean {
  if (row.product !== product) return false;
  return within(version, row.version) || within(row.version, version);
}

function within(version: string, cycle: string): boolean {
  return version === cycle || version.startsWith(`${cycle}.`);
}
