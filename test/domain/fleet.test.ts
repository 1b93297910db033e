import { describe, expect, it } from '@jest/globals';
import { byStage, bySystem, needsCare, survey } from '../../src/domain/fleet.ts';
import { snoozable } from '../../src/domain/snooze.ts';
import { running } from '../support/instances.ts';

const now = Date.parse('2026-11-24T08:00:00Z');
const day = 24 * 60 * 60 * 1000;

describe('a survey of instances', () => {
  it.each([
    ['CentOS  7.9 64位', 'ended', 'CentOS 7'],
    ['Ubuntu  20.04 64 bit', 'ended', 'Ubuntu 20.04'],
    ['Ubuntu 22.04 64位', 'ending', 'Ubuntu 22.04'],
    ['Debian  12.12 64位', 'extended', 'Debian 12'],
    ['Alibaba Cloud Linux  4 LTS 64位', 'unknown', 'Alibaba Cloud Linux 4'],
    ['Rocky Linux 9.7 64位', 'supported', 'Rocky Linux 9'],
    ['Plan 9 64位', 'unknown', 'Plan 9 64位'],
  ])('counts %s as %s', (os, stage, system) => {
    expect(survey([running(os)], [], now)).toMatchObject([{ stage, system }]);
  });

  it('reads the system from the id of an image where the instance tells nothing else', () => {
    const { osNameEn: _none, ...bare } = running('');

    const [machine] = survey([{ ...bare, imageId: 'centos_7_9_x64_20G_alibase_20240628.vhd' }], [], now);

    expect(machine?.key).toBe('centos 7');
  });

  it('lists those longest without fixes first, then those that end next', () => {
    const order = ['CentOS 6.9', 'CentOS 8.5', 'Debian 10.13', 'Ubuntu 22.04', 'Debian 12.1', 'Ubuntu 24.04'];
    const shuffled = [...order].reverse().map((os) => running(`${os} 64位`));

    expect(survey(shuffled, [], now).map(({ instance }) => instance.osNameEn?.replace(' 64位', ''))).toEqual(
      order,
    );
  });

  it('counts minor versions of one system as one, worst and most frequent first', () => {
    const systems = [
      'Ubuntu 24.04',
      'CentOS 7.6',
      'CentOS 7.9',
      'CentOS 8.5',
      'Rocky Linux 9.7',
      'Rocky Linux 9.6',
    ];
    const machines = survey(
      systems.map((os) => running(`${os} 64位`)),
      [],
      now,
    );

    expect(bySystem(machines).map(({ system, machines }) => `${system} ${machines}`)).toEqual([
      'CentOS 7 2',
      'CentOS 8 1',
      'Rocky Linux 9 2',
      'Ubuntu 24.04 1',
    ]);
    expect(byStage(machines)).toEqual({ ended: 3, ending: 0, extended: 0, unknown: 0, supported: 3 });
  });

  it('puts off a system or one instance until the day that was named', () => {
    const [first, second] = [running('CentOS 7.9 64位'), running('CentOS 8.5 64位')];
    const put = { until: now + day, reason: 'moves in spring', by: 'Maya' };
    const snoozes = [
      { ...put, what: 'centos 7' },
      { ...put, what: second.id },
    ];

    expect(survey([first, second], snoozes, now).filter(needsCare)).toEqual([]);
    expect(survey([first, second], snoozes, now + day).filter(needsCare)).toHaveLength(2);
    expect(bySystem(survey([first], snoozes, now))).toMatchObject([{ machines: 1, snoozed: 1 }]);
  });

  it.each([
    ['centos 7.9', { what: 'centos 7', name: 'CentOS 7', instance: false }],
    ['Windows Server 2016', { what: 'windows-server 2016', name: 'Windows Server 2016', instance: false }],
    ['i-bp1SHOP', { what: 'i-bp1shop', name: 'i-bp1shop', instance: true }],
    ['centos', undefined],
    ['something', undefined],
  ])('understands what `snooze %s` is about', (words, what) => {
    expect(snoozable(words, now)).toEqual(what);
  });
});
