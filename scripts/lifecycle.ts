import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';

/** What endoflife.date says of one release (API v1); dates may be missing or null. */
const Day = z.iso.date().nullable().optional();
const Release = z.object({
  name: z.string(),
  codename: z.string().nullable().optional(),
  isLts: z.boolean().default(false),
  releaseDate: z.iso.date(),
  eoasFrom: Day,
  eolFrom: Day,
  eoesFrom: Day,
  latest: z.object({ name: z.string(), date: Day }).nullable().optional(),
});
const Answer = z.object({ result: z.object({ releases: z.array(Release) }) });

const Row = z.looseObject({
  product: z.string(),
  cycle: z.string(),
  releaseDate: z.string().nullable(),
  source: z.string(),
});
type Row = z.infer<typeof Row>;
const Table = z.object({ checkedOn: z.iso.date(), rows: z.array(Row) });
type Table = z.infer<typeof Table>;

/** Fields that the source decides; the others of a row are ours. */
const dates = ['releaseDate', 'activeSupportEnd', 'eol', 'extendedSupportEnd'] as const;
const theirs = 'endoflife-date/';

/**
 * The table as its public source has it on this day, and what changed, one line each. Rows of our own stay; so do
 * releases that the source has dropped, which are named. Throws when a product cannot be read: half a table is none.
 */
export async function refreshed(
  table: Table,
  base: string,
  today: string,
): Promise<{ table: Table; changes: string[] }> {
  const products = [...new Set(table.rows.filter(fromThem).map(({ product }) => product))];
  const answers = await Promise.all(products.map((product) => ask(base, product)));
  const changes: string[] = [];
  const rows = products.flatMap((product, i) => {
    const known = table.rows.filter((row) => row.product === product);
    return merged(product, known, answers[i] ?? [], changes);
  });
  const ours = table.rows.filter((row) => !products.includes(row.product));
  return { table: { checkedOn: today, rows: [...rows, ...ours] }, changes };
}

async function ask(base: string, product: string): Promise<z.infer<typeof Release>[]> {
  const response = await fetch(`${base}/products/${product}/`, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${product}: ${response.status} from ${response.url}`);
  return Answer.parse(await response.json()).result.releases;
}

/** Newest first, as the source has them; what only we have keeps its place at the end. */
function merged(
  product: string,
  known: Row[],
  releases: z.infer<typeof Release>[],
  changes: string[],
): Row[] {
  // What is older than everything we keep was left out on purpose: ECS has no such images.
  const oldest = known.map(({ releaseDate }) => releaseDate ?? '').sort()[0] ?? '';
  const told = releases.filter(
    ({ name, releaseDate }) => known.some(({ cycle }) => cycle === cycleOf(name)) || releaseDate > oldest,
  );
  const rows = told.map((release) => {
    const before = known.find(({ cycle }) => cycle === cycleOf(release.name));
    const row = { ...before, ...rowOf(product, release) };
    changes.push(...differences(before, row));
    return row;
  });
  const dropped = known.filter(({ cycle }) => !rows.some((row) => row.cycle === cycle));
  changes.push(
    ...dropped.filter(fromThem).map(({ cycle }) => `${product} ${cycle}: no longer at the source, kept`),
  );
  return [...rows, ...dropped];
}

/** FreeBSD's cycles are branches there, `releng/14.3` and `stable/14`; Windows' have capitals. */
function cycleOf(name: string): string {
  return name.replace(/^(releng|stable)\//, '').toLowerCase();
}

function rowOf(product: string, release: z.infer<typeof Release>): Row {
  return {
    product,
    cycle: cycleOf(release.name),
    codename: release.codename ?? null,
    lts: release.isLts,
    releaseDate: release.releaseDate,
    activeSupportEnd: release.eoasFrom ?? null,
    eol: release.eolFrom ?? null,
    extendedSupportEnd: release.eoesFrom ?? null,
    latest: release.latest?.name ?? null,
    latestReleaseDate: release.latest?.date ?? null,
    source: `${theirs}endoflife.date products/${product}.md`,
    confidence: 'high',
  };
}

function differences(before: Row | undefined, after: Row): string[] {
  const name = `${after.product} ${after.cycle}`;
  if (!before) return [`${name}: new, fixes until ${after.eol ?? 'unknown'}`];
  return dates
    .filter((field) => before[field] !== after[field])
    .map((field) => `${name}: ${field} ${before[field] ?? 'unknown'} → ${after[field] ?? 'unknown'}`);
}

function fromThem({ source }: Row): boolean {
  return source.startsWith(theirs);
}

/** The table's file, from `scripts/` as from `dist/scripts/`. */
function tablePath(): string {
  let at = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(at, 'package.json'))) at = dirname(at);
  return join(at, 'src/domain/data/os-lifecycle.json');
}

/** `npm run lifecycle [-- <base address of the API> [file]]`. */
async function run(base = 'https://endoflife.date/api/v1', file = tablePath()): Promise<void> {
  const before = Table.parse(JSON.parse(readFileSync(file, 'utf8')));
  const today = new Date().toISOString().slice(0, 10);
  const { table, changes } = await refreshed(before, base, today);
  writeFileSync(file, `${JSON.stringify(table, null, 1)}\n`);
  for (const line of changes) console.log(line);
  console.log(`${changes.length} changes; ${table.rows.length} rows, checked on ${table.checkedOn}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await run(...process.argv.slice(2));
