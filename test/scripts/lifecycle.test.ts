import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { refreshed } from '../../scripts/lifecycle.ts';

const file = new URL('../../src/domain/data/os-lifecycle.json', import.meta.url);
const shipped = JSON.parse(readFileSync(file, 'utf8')) as Parameters<typeof refreshed>[0];
const table = {
  ...shipped,
  rows: shipped.rows.filter(({ product }) => ['freebsd', 'ubuntu', 'alibaba-cloud-linux'].includes(product)),
};

let server: Server;
let base: string;
/** What the source says of each product; one that it does not have answers 404. */
let said: Record<string, Record<string, unknown>[]>;

beforeEach(async () => {
  said = {
    ubuntu: theirs('ubuntu', (cycle) => cycle),
    freebsd: theirs('freebsd', (cycle) => `${cycle.includes('.') ? 'releng' : 'stable'}/${cycle}`),
  };
  server = createServer((request, response) => {
    const releases = said[/\/products\/([^/]+)\/$/.exec(request.url ?? '')?.[1] ?? ''];
    response.writeHead(releases ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(releases ? { schema_version: '1.2.0', result: { releases } } : {}));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
});
afterEach(() => {
  server.close();
});

/** The releases we have, as the API tells them. */
function theirs(product: string, name: (cycle: string) => string) {
  return table.rows
    .filter((row) => row.product === product)
    .map((row) => ({
      name: name(row.cycle),
      codename: row.codename,
      isLts: row.lts === true,
      releaseDate: row.releaseDate,
      eoasFrom: row.activeSupportEnd,
      eolFrom: row.eol,
      eoesFrom: row.extendedSupportEnd,
      latest: row.latest ? { name: row.latest, date: row.latestReleaseDate } : null,
    }));
}

const release = (product: string, name: string) => said[product]?.find((one) => one.name === name) ?? {};

describe('refreshing the lifecycle table', () => {
  it('changes nothing but the day when the source says the same', async () => {
    const { table: after, changes } = await refreshed(table, base, '2026-12-01');

    expect(changes).toEqual([]);
    expect(after.checkedOn).toBe('2026-12-01');
    expect(after.rows).toEqual(expect.arrayContaining(table.rows));
    expect(after.rows).toHaveLength(table.rows.length);
  });

  it('takes new dates and names them', async () => {
    Object.assign(release('ubuntu', '22.04'), { eolFrom: '2027-06-01' });
    Object.assign(release('freebsd', 'releng/14.4'), { eolFrom: null });

    const { table: after, changes } = await refreshed(table, base, '2026-12-01');

    expect(changes).toEqual([
      'ubuntu 22.04: eol 2027-04-01 → 2027-06-01',
      'freebsd 14.4: eol 2026-12-31 → unknown',
    ]);
    expect(after.rows.find(({ product, cycle }) => product === 'ubuntu' && cycle === '22.04')).toMatchObject({
      eol: '2027-06-01',
      extendedSupportEnd: '2032-04-09',
    });
  });

  it('takes new releases, and none older than those it keeps', async () => {
    said.ubuntu?.unshift({ name: '26.10', releaseDate: '2026-10-15', isLts: false, eolFrom: '2027-07-15' });
    said.ubuntu?.push({ name: '6.06', releaseDate: '2006-06-01', isLts: true, eolFrom: '2011-06-01' });

    const { table: after, changes } = await refreshed(table, base, '2026-12-01');

    expect(changes).toEqual(['ubuntu 26.10: new, fixes until 2027-07-15']);
    expect(after.rows[0]).toMatchObject({ cycle: '26.10', activeSupportEnd: null });
    expect(after.rows.map(({ cycle }) => cycle)).not.toContain('6.06');
  });

  it('keeps rows of our own, and names what the source has dropped', async () => {
    said.ubuntu = said.ubuntu?.filter(({ name }) => name !== '14.04') ?? [];

    const { table: after, changes } = await refreshed(table, base, '2026-12-01');

    expect(changes).toEqual(['ubuntu 14.04: no longer at the source, kept']);
    expect(after.rows.filter(({ product }) => product === 'alibaba-cloud-linux')).toEqual(
      table.rows.filter(({ product }) => product === 'alibaba-cloud-linux'),
    );
  });

  it('fails as a whole when one product cannot be read', async () => {
    delete said.freebsd;

    await expect(refreshed(table, base, '2026-12-01')).rejects.toThrow(/freebsd: 404/);
  });
});
