import { describe, expect, it } from '@jest/globals';
import { reasons } from '../../src/domain/advice.ts';
import { type Candidate, gate, type Needs } from '../../src/domain/candidate.ts';
import type { Image, InstanceType } from '../../src/domain/cloud.ts';
import { recommend } from '../../src/domain/recommend.ts';
import { release } from '../../src/domain/systems.ts';
import { instanceType, publicImages } from '../support/public-images.ts';

const now = Date.parse('2026-11-24T08:00:00Z');
const images = publicImages();

function best(words: string, own: Partial<Image> = {}): Candidate {
  const wish = { release: release(words) ?? { product: 'ubuntu' as const } };
  const { best: found } = recommend({ images, wish, now, region: 'cn-hangzhou' });
  return { ...found, image: { ...found.image, ...own } };
}

function needs(type: Partial<InstanceType> = {}, own: Partial<Needs> = {}): Needs {
  return {
    architecture: 'x86_64',
    language: 'en',
    traits: [],
    type: { id: 'ecs.made.large', bootModes: [], ...type },
    ...own,
  };
}

describe('a gate', () => {
  it.each([
    ['lets pass what is not known of a type', 'ubuntu', {}, {}, undefined],
    ['keeps out another architecture', 'ubuntu', {}, { cpuArchitecture: 'ARM' }, 'architecture'],
    ['keeps Windows from a type with less than 2 GiB', 'windows', {}, { memoryGiB: 1 }, 'memory'],
    ['lets Windows on one with 2 GiB', 'windows', {}, { memoryGiB: 2 }, undefined],
    [
      'keeps an image without the driver from NVMe disks',
      'ubuntu',
      { nvme: 'unsupported' },
      { nvme: 'required' },
      'nvme',
    ],
    ['lets pass a driver that nobody has denied', 'debian', {}, { nvme: 'required' }, undefined],
    ['keeps a BIOS image from a type that starts by UEFI', 'ubuntu', {}, { bootModes: ['UEFI'] }, 'boot'],
    [
      'lets pass an image that starts either way',
      'ubuntu',
      { bootMode: 'UEFI-Preferred' },
      { bootModes: ['UEFI'] },
      undefined,
    ],
  ] as const)('%s', (_what, words, image, type, closed) => {
    const architecture = 'cpuArchitecture' in type ? 'arm64' : 'x86_64';

    expect(gate(best(words, image), needs(type as Partial<InstanceType>, { architecture }))).toBe(closed);
  });

  it.each([
    [3.5, undefined],
    [4, 'bits'],
  ])('with %s GiB of memory and a 32-bit system is %s', (memoryGiB, closed) => {
    const found = best('ubuntu');
    const narrow: Candidate = { ...found, what: { ...found.what, architecture: 'i386' } };

    expect(gate(narrow, needs({ memoryGiB }, { architecture: 'i386' }))).toBe(closed);
  });

  it('is closed when ECS itself does not offer the image', () => {
    const found = best('ubuntu');

    expect(gate(found, needs({}, { allowed: new Set() }))).toBe('service');
    expect(gate(found, needs({}, { allowed: new Set([found.image.id]) }))).toBeUndefined();
  });
});

describe('each reason', () => {
  const keys = (candidate: Candidate, asked: Needs) => reasons(candidate, asked, now).map(({ key }) => key);

  it.each([
    ['reason.support', 'ubuntu', undefined],
    ['reason.support.extended', 'debian 12', undefined],
    ['reason.support.unknown', 'alinux 4', undefined],
    ['reason.newest', 'ubuntu', undefined],
    ['reason.architecture', 'ubuntu', undefined],
    ['reason.type', 'ubuntu', 'ecs.g7.large'],
    ['reason.nvme', 'ubuntu', 'ecs.g9i.large'],
    ['reason.by.alibaba', 'alinux', undefined],
    ['reason.by.community', 'ubuntu', undefined],
    ['reason.by.vendor', 'windows', undefined],
    ['reason.fee.free', 'ubuntu', undefined],
    ['reason.fee.mainland', 'windows', undefined],
    ['reason.cloudInit', 'ubuntu', undefined],
  ] as const)('%s is given for %s on %s', (key, words, type) => {
    const asked: Needs = type
      ? { architecture: 'x86_64', language: 'en', traits: [], type: instanceType(type) }
      : { architecture: 'x86_64', language: 'en', traits: [] };

    expect(keys(best(words), asked)).toContain(key);
  });

  it.each([
    ['reason.nvme', { nvme: 'unsupported' }],
    ['reason.cloudInit', { cloudInit: false }],
    ['reason.fee.mainland', { region: 'cn-hongkong' }],
  ] as const)('%s goes when its ground does', (key, own) => {
    const words = key === 'reason.fee.mainland' ? 'windows' : 'ubuntu';
    const type = instanceType('ecs.g9i.large');
    const asked: Needs = { architecture: 'x86_64', language: 'en', traits: [], type };

    expect(keys(best(words, own), asked)).not.toContain(key);
  });

  it('reason.newest.undated is given when no day is told', () => {
    const { what, ...rest } = best('ubuntu');
    const { builtAt: _, ...undated } = what;

    expect(keys({ ...rest, what: undated }, needs())).toContain('reason.newest.undated');
  });
});
