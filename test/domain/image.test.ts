import { describe, expect, it } from '@jest/globals';
import { identity, newest, variant } from '../../src/domain/image.ts';
import { support } from '../../src/domain/lifecycle.ts';
import { release, releaseName } from '../../src/domain/systems.ts';
import { publicImages } from '../support/public-images.ts';

const now = Date.parse('2026-11-24T08:00:00Z');
const images = publicImages();

describe('the system inside a public image', () => {
  it('is known for every real image, with its version', () => {
    const unread = images.filter((image) => !identity(image)?.version);

    expect(unread.map(({ id }) => id)).toEqual([]);
  });

  it('has support dates, but for systems whose makers publish none', () => {
    const undated = images.filter((image) => {
      const what = identity(image);
      return what && support(what, now).stage === 'unknown';
    });

    expect([
      ...new Set(undated.map((image) => releaseName(identity(image) ?? { product: 'ubuntu' }))),
    ]).toEqual(['Alibaba Cloud Linux 4', 'Fedora CoreOS 33', 'Fedora CoreOS 34', 'CoreOS 2345']);
  });

  it('can be read from the id alone, as the record tells it', () => {
    const told = ({ product, version = '' }: { product: string; version?: string }) =>
      `${product} ${version}`;
    const differing = images.filter((image) => {
      const [byId, byName] = [release(image.id), identity(image)];
      return byId && byName && told(byId) !== told(byName);
    });

    // The vendor itself calls this one 11.1 in its name and 11_03 in its id.
    expect(differing.map(({ id }) => id)).toEqual(['freebsd_11_03_64_20G_alibase_20170901.vhd']);
  });

  it('comes in the editions that the vendor builds', () => {
    const counted = new Map<string, number>();
    for (const image of images) {
      const edition = variant(identity(image) ?? { traits: [] });
      counted.set(edition, (counted.get(edition) ?? 0) + 1);
    }

    expect(Object.fromEntries([...counted].sort())).toMatchInlineSnapshot(`
{
  "agentic": 2,
  "amd": 2,
  "container": 2,
  "container_optimized": 5,
  "core": 2,
  "dengbao": 4,
  "enterprise": 1,
  "gpu": 2,
  "plain": 227,
  "pro": 3,
  "qboot": 2,
  "rhck": 8,
  "scc": 2,
  "tpm": 1,
  "uefi": 30,
  "uefi+rhck": 4,
  "uefi+scc": 3,
}
`);
  });

  it('has one newest build for each edition', () => {
    const ids = newest(images).map(({ id }) => id);

    expect(ids).toContain('ubuntu_24_04_x64_20G_alibase_20260916.vhd');
    expect(ids.filter((id) => id.startsWith('ubuntu_24_04_x64_20G'))).toHaveLength(1);
    expect(ids[0]).toBe('ubuntu_22_04_x64_20G_alibase_20260916.vhd');
  });
});

describe('a system as people write it', () => {
  it.each([
    ['ubuntu', 'Ubuntu'],
    ['Ubuntu 24.04', 'Ubuntu 24.04'],
    ['ubuntu2404', 'Ubuntu 24.04'],
    ['ubuntu-24.04 lts', 'Ubuntu 24.04'],
    ['centos7', 'CentOS 7'],
    ['centos stream 9', 'CentOS Stream 9'],
    ['alinux', 'Alibaba Cloud Linux'],
    ['alinux3', 'Alibaba Cloud Linux 3'],
    ['阿里云Linux 3', 'Alibaba Cloud Linux 3'],
    ['alibaba cloud linux', 'Alibaba Cloud Linux'],
    ['rocky 9.7', 'Rocky Linux 9.7'],
    ['alma', 'AlmaLinux'],
    ['red hat 9', 'Red Hat Enterprise Linux 9'],
    ['suse 15 sp7', 'SUSE Linux Enterprise Server 15 SP7'],
    ['opensuse leap 15.6', 'openSUSE 15.6'],
    ['windows', 'Windows Server'],
    ['win2022', 'Windows Server 2022'],
    ['windows server 2012 r2', 'Windows Server 2012 R2'],
    ['龙蜥 8', 'Anolis OS 8'],
    ['freebsd 14', 'FreeBSD 14'],
  ])('%s is %s', (written, name) => {
    const read = release(written);

    expect(read && releaseName(read)).toBe(name);
  });

  it('is not guessed from other words', () => {
    expect(release('something else')).toBeUndefined();
  });
});
