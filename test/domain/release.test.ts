import { describe, expect, it } from '@jest/globals';
import { readPair, settled, systemsIn } from '../../src/domain/release.ts';
import { release, releaseName } from '../../src/domain/systems.ts';
import { readWish } from '../../src/domain/wish.ts';
import { publicImages } from '../support/public-images.ts';

describe('two systems in one line', () => {
  it.each([
    ['ubuntu debian', 'Ubuntu | Debian'],
    ['ubuntu 22.04 debian 12', 'Ubuntu 22.04 | Debian 12'],
    ['ubuntu 22.04 24.04', 'Ubuntu 22.04 | Ubuntu 24.04'],
    ['centos 7 vs alinux 3', 'CentOS 7 | Alibaba Cloud Linux 3'],
    ['CentOS 7 和 阿里云Linux 3', 'CentOS 7 | Alibaba Cloud Linux 3'],
    ['alibaba cloud linux 3 rocky 9', 'Alibaba Cloud Linux 3 | Rocky Linux 9'],
    ['centos stream 9 rocky linux 9', 'CentOS Stream 9 | Rocky Linux 9'],
    ['windows server 2019, windows server 2022', 'Windows Server 2019 | Windows Server 2022'],
    ['windows 2012 r2 2022', 'Windows Server 2012 R2 | Windows Server 2022'],
    ['suse 15 sp6 sp7', undefined],
    ['ubuntu', undefined],
    ['ubuntu and beos', undefined],
  ])('%s', (text, names) => {
    expect(readPair(text)?.map(releaseName).join(' | ')).toBe(names);
  });
});

describe('the one cycle that is meant', () => {
  it.each([
    ['ubuntu', 'Ubuntu 24.04'],
    ['ubuntu 24', 'Ubuntu 24.04'],
    ['ubuntu 25', 'Ubuntu 25.10'],
    ['debian', 'Debian 13'],
    ['centos', 'CentOS 8'],
    ['centos 7.9', 'CentOS 7.9'],
    ['windows', 'Windows Server 2025'],
    ['freebsd', 'FreeBSD 14'],
    ['fedora coreos', 'Fedora CoreOS'],
  ])('by %s is %s', (text, name) => {
    expect(releaseName(settled(release(text) ?? { product: 'coreos' }))).toBe(name);
  });
});

describe('the systems of a list', () => {
  const now = Date.parse('2026-11-24T08:00:00Z');
  const names = systemsIn(publicImages(), now).map(({ release: found }) => releaseName(found));

  it('begin with what ends first, and end with what ended first', () => {
    expect(names.slice(0, 3)).toEqual(['Windows Server 2016', 'Ubuntu 22.04', 'CentOS Stream 9']);
    expect(names.at(-1)).toBe('SUSE Linux Enterprise Server 11 SP4');
  });

  it('are each named once', () => {
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a wish', () => {
  it.each([
    ['', {}],
    ['ubuntu 24.04', { release: { product: 'ubuntu', version: '24.04' } }],
    [
      'Windows Server 2022 数据中心版 64位英文版',
      { release: { product: 'windows-server', version: '2022' }, language: 'en' },
    ],
    ['生产环境 arm', { use: 'prod', architecture: 'arm64' }],
    ['容器用ubuntu', { use: 'container', release: { product: 'ubuntu' } }],
    ['等保', { traits: ['dengbao'] }],
    ['gpu ubuntu linux lts', { use: 'gpu', release: { product: 'ubuntu' } }],
    ['阿里云Linux', { release: { product: 'alibaba-cloud-linux' } }],
    ['prod i-bp1shopweb01', { use: 'prod', type: 'i-bp1shopweb01' }],
    ['debian ecs.g8y.large', { release: { product: 'debian' }, type: 'ecs.g8y.large' }],
    ['k8s', { cluster: true }],
    ['beos', undefined],
    ['ubuntu beos', { release: { product: 'ubuntu' } }],
  ])('of "%s"', (text, wish) => {
    expect(readWish(text)).toEqual(wish);
  });
});
