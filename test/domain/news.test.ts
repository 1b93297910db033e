import { describe, expect, it } from '@jest/globals';
import { survey } from '../../src/domain/fleet.ts';
import { builds, endings, type News, unheard } from '../../src/domain/news.ts';
import { running } from '../support/instances.ts';
import { publicImages } from '../support/public-images.ts';

/** Ubuntu 22.04 ends on 2027-04-01. */
const fleet = [running('Ubuntu 22.04 64位'), running('Ubuntu 22.04 64位'), running('Ubuntu 24.04 64位')];
const on = (date: string) => endings(survey(fleet, [], Date.parse(`${date}T01:00:00Z`)));
const heard = (...news: News[]) => new Set(news.flatMap(({ told }) => told));

describe('news of systems that near their end', () => {
  it.each([
    ['2026-10-02', undefined],
    ['2026-10-03', 180],
    ['2027-01-01', 90],
    ['2027-03-02', 30],
    ['2027-04-01', 0],
    ['2027-04-02', undefined],
  ])('on %s there are %s days left to tell', (date, days) => {
    expect(on(date)).toEqual(
      days === undefined
        ? []
        : [expect.objectContaining({ system: 'Ubuntu 22.04', daysLeft: days, machines: 2 })],
    );
  });

  it('are told at each mark once, and not again between two', () => {
    const told = heard(...on('2026-10-03'));

    expect(unheard(on('2026-12-31'), told)).toEqual([]);
    expect(unheard(on('2027-01-01'), told)).toHaveLength(1);
  });

  it('are one piece where several marks have passed', () => {
    const late = on('2027-02-20');

    expect(unheard(late, new Set())).toHaveLength(1);
    expect(unheard(on('2027-02-21'), heard(...late))).toEqual([]);
  });

  it('leave out what is put off', () => {
    const now = Date.parse('2027-03-02T01:00:00Z');
    const snooze = { what: 'ubuntu 22.04', until: now + 1, reason: '—', by: 'Maya' };

    expect(endings(survey(fleet, [snooze], now))).toEqual([]);
  });
});

describe('news of builds', () => {
  const images = publicImages();
  const older = images.filter(({ id }) => id !== 'ubuntu_24_04_x64_20G_alibase_20260916.vhd');
  const elsewhere = publicImages('cn-shanghai');

  it('begin with the second build that is seen of a family', () => {
    const first = builds(older, ['ubuntu_24_04_x64']);

    expect(unheard(first, new Set())).toEqual([]);
    expect(unheard(builds(images, ['ubuntu_24_04_x64']), heard(...first))).toMatchObject([
      { imageId: 'ubuntu_24_04_x64_20G_alibase_20260916.vhd', regions: ['cn-hangzhou'] },
    ]);
  });

  it('are told once, however many regions get the build later', () => {
    const told = heard(...builds(older, ['ubuntu_24_04_x64']), ...builds(images, ['ubuntu_24_04_x64']));

    expect(unheard(builds([...images, ...elsewhere], ['ubuntu_24_04_x64']), told)).toEqual([]);
  });

  it('name all regions that have it, and nothing of a family that no region has', () => {
    expect(builds([...images, ...elsewhere], ['acs:ubuntu_24_04_x64', 'no_such_x64'])).toMatchObject([
      { regions: ['cn-hangzhou', 'cn-shanghai'] },
    ]);
  });
});
