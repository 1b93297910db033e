import { describe, expect, it } from '@jest/globals';
import { fixedVhd, gzip, iso, qcow2, raw, vmdk } from '../../sandbox/oss/samples.ts';
import type { StoredObject } from '../../src/domain/cloud.ts';
import { type ImportFacts, type ImportWish, planImport } from '../../src/domain/import-plan.ts';
import { platformOf } from '../../src/domain/platform.ts';
import { planHash } from '../../src/domain/request.ts';
import { UserError } from '../../src/errors.ts';

const now = Date.parse('2026-11-24T08:00:00Z');
const disk = qcow2({ virtualGiB: 20 });
type Sample = { size: number; head: Buffer; tail?: Buffer };

function facts(object: string, sample: Sample = disk, more: Partial<StoredObject> = {}): ImportFacts {
  return {
    region: 'cn-hangzhou',
    bucket: 'images',
    object,
    head: { sizeBytes: sample.size, etag: 'E1', storageClass: 'Standard', encrypted: false, ...more },
    ends: { head: sample.head, tail: sample.tail ?? Buffer.alloc(512) },
    names: [],
    vmdk: false,
  };
}

function plan(it: ImportFacts, wish: Partial<ImportWish> = {}) {
  return planImport(it, { site: 'cn', ...wish }, now);
}

function refusal(it: ImportFacts, wish: Partial<ImportWish> = {}): UserError {
  try {
    plan(it, wish);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('it was planned');
}

describe('the plan of an import', () => {
  it('names the file as it is now and the image as it will be', () => {
    expect(plan(facts('disks/ubuntu-24.04-server.qcow2'))).toEqual({
      site: 'cn',
      region: 'cn-hangzhou',
      bucket: 'images',
      object: 'disks/ubuntu-24.04-server.qcow2',
      etag: 'E1',
      sizeBytes: disk.size,
      name: 'ubuntu-24.04-server-20261124',
      format: 'QCOW2',
      sizeGiB: 20,
      osType: 'linux',
      platform: 'Ubuntu',
      platformFrom: 'name',
      architecture: 'x86_64',
      bootMode: 'BIOS',
      bootable: true,
    });
  });

  it('has another hash when the file was replaced', () => {
    const first = plan(facts('a.qcow2'));
    const second = plan(facts('a.qcow2', disk, { etag: 'E2' }));

    expect(planHash(second)).not.toBe(planHash(first));
  });

  it.each<[string, Sample, string, number]>([
    ['a QCOW2', qcow2({ virtualGiB: 20 }), 'QCOW2', 20],
    ['a RAW disk', raw({ virtualGiB: 40 }), 'RAW', 40],
    ['a fixed VHD that looks RAW from its head', fixedVhd({ virtualGiB: 30 }), 'VHD', 30],
    ['a part of a GiB, rounded up', raw({ virtualGiB: 20.2 }), 'RAW', 21],
  ])('reads %s from its bytes', (_, sample, format, sizeGiB) => {
    expect(plan(facts('disk.img', sample))).toMatchObject({ format, sizeGiB });
  });

  it('takes a VMDK only where the configuration does', () => {
    const it = facts('disk.vmdk', vmdk({ virtualGiB: 20 }));

    expect(refusal(it).key).toBe('error.import.vmdk');
    expect(plan({ ...it, vmdk: true })).toMatchObject({ format: 'VMDK', sizeGiB: 20 });
  });

  it('starts arm64 by UEFI', () => {
    expect(plan(facts('rocky-9-aarch64.qcow2'))).toMatchObject({ architecture: 'arm64', bootMode: 'UEFI' });
    expect(plan(facts('a.qcow2'), { architecture: 'arm64' }).bootMode).toBe('UEFI');
    expect(refusal(facts('a.qcow2'), { architecture: 'arm64', bootMode: 'BIOS' }).key).toBe(
      'error.import.boot',
    );
  });

  it('says that it does not know the system, and what ECS then leaves undone', () => {
    expect(plan(facts('disk-7.raw', raw({ virtualGiB: 20 })))).toMatchObject({
      platform: 'Others Linux',
      platformFrom: 'unknown',
      osType: 'linux',
    });
  });

  it('asks for a Windows licence when the system is one', () => {
    expect(plan(facts('erp.qcow2'), { os: 'windows 2022' })).toMatchObject({
      platform: 'Windows Server 2022',
      osType: 'windows',
    });
  });

  it('steps aside when the name of its own making is taken', () => {
    const names = ['web-20261124', 'web-20261124-2'];

    expect(plan({ ...facts('web.qcow2'), names }).name).toBe('web-20261124-3');
  });

  it.each([
    ['Ubuntu 24.04 (gold).qcow2', 'Ubuntu-24.04-gold-20261124'],
    ['a/b/镜像.qcow2', '镜像-20261124'],
    ['2026-web.qcow2', 'web-20261124'],
    ['aliyun3.qcow2', 'image-aliyun3-20261124'],
    ['42.qcow2', 'image-20261124'],
  ])('calls %s %s', (object, name) => {
    expect(plan(facts(object)).name).toBe(name);
  });
});

describe('an import is refused', () => {
  it.each<[string, string, ImportFacts]>([
    ['of a file that is not there', 'absent', { ...facts('a.qcow2'), head: 'absent' }],
    ['of a file the bot may not read', 'forbidden', { ...facts('a.qcow2'), head: 'forbidden' }],
    ['of an empty file', 'empty', facts('a.qcow2', { size: 0, head: Buffer.alloc(0) })],
    ['of an archived file', 'archived', facts('a.qcow2', disk, { storageClass: 'ColdArchive' })],
    [
      'of one that is just being restored',
      'archived',
      facts('a.qcow2', disk, { storageClass: 'Archive', restore: 'ongoing-request="true"' }),
    ],
    ['of an encrypted file', 'encrypted', facts('a.qcow2', disk, { encrypted: true })],
    ['of an ending ECS does not take', 'suffix', facts('a.qcow2.bak')],
    ['of a packed file, by its name', 'refused.unpack', facts('disk.raw.gz')],
    ['of an archive', 'refused.unpack', facts('a.raw', gzip())],
    ['of an installation medium', 'refused.installer', facts('a.img', iso())],
    ['of a disk beyond the limit', 'large', facts('a.qcow2', qcow2({ virtualGiB: 2049 }))],
  ])('%s', (_, rule, it) => {
    expect(refusal(it).key).toBe(`error.import.${rule}`);
  });

  it.each<[string, string, Partial<ImportWish>]>([
    ['another format than the file has', 'format', { format: 'RAW' }],
    ['a smaller disk than the file has', 'small', { sizeGiB: 19 }],
    ['a disk beyond the limit', 'large', { sizeGiB: 2049 }],
    ['a system ECS does not know', 'os', { os: 'templeos' }],
    ['a name of ECS’s own', 'name', { name: 'aliyun-web' }],
    ['a name with a space', 'name', { name: 'my image' }],
    ['a name that begins with a digit', 'name', { name: '1web' }],
    ['a name that is taken', 'taken', { name: 'web' }],
  ])('for %s', (_, rule, wish) => {
    expect(refusal({ ...facts('a.qcow2'), names: ['web'] }, wish).key).toBe(`error.import.${rule}`);
  });

  it('but not of an archived file that has been restored', () => {
    const restore = 'ongoing-request="false", expiry-date="Sun, 29 Nov 2026 00:00:00 GMT"';

    expect(() => plan(facts('a.qcow2', disk, { storageClass: 'Archive', restore }))).not.toThrow();
  });
});

describe('the system in an image', () => {
  it.each([
    ['ubuntu-24.04-server', 'Ubuntu'],
    ['CentOS Stream 9', 'CentOS Stream'],
    ['alinux3', 'Aliyun'],
    ['rocky linux', 'Rocky Linux'],
    ['windows 2019', 'Windows Server 2019'],
    ['windows', 'Other Windows'],
    ['uos-20', 'UOS'],
    ['Customized Linux', 'Customized Linux'],
    ['web', undefined],
  ])('called %s is %s to ECS', (name, platform) => {
    expect(platformOf(name)).toBe(platform);
  });
});
