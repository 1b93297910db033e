import { describe, expect, it } from '@jest/globals';
import { reasons, warnings } from '../../src/domain/advice.ts';
import type { Image } from '../../src/domain/cloud.ts';
import { recommend, resolved } from '../../src/domain/recommend.ts';
import { release, releaseName } from '../../src/domain/systems.ts';
import type { Wish } from '../../src/domain/wish.ts';
import { UserError } from '../../src/errors.ts';
import { instanceType, publicImages } from '../support/public-images.ts';

const now = Date.parse('2026-11-24T08:00:00Z');
const listed = publicImages();

function ask(words: string, type?: string, wish: Partial<Wish> = {}, images: Image[] = listed) {
  const read = release(words);
  return recommend({
    images,
    wish: { ...(read && { release: read }), ...wish },
    ...(type && { type: instanceType(type) }),
    now,
    region: 'cn-hangzhou',
  });
}

const short = (id: string) => id.replace('_alibase_', '@').replace('.vhd', '');
const answer = (words: string, type?: string, wish: Partial<Wish> = {}) =>
  short(ask(words, type, wish).best.image.id);

describe('a recommendation', () => {
  it.each([
    ['ubuntu', 'ubuntu_24_04_x64_20G@20260916', 'ubuntu_24_04_arm64_20G@20251126'],
    ['ubuntu 22.04', 'ubuntu_22_04_x64_20G@20260916', 'ubuntu_22_04_arm64_20G@20260721'],
    ['ubuntu 26.04', 'ubuntu_26_04_x64_20G@20260810', 'ubuntu_24_04_arm64_20G@20251126'],
    ['centos', 'aliyun_3_x64_20G@20260828', 'aliyun_3_arm64_20G@20240819'],
    ['centos stream', 'centos_stream_9_x64_20G@20260616', 'aliyun_3_arm64_20G@20240819'],
    ['debian', 'debian_12_13_x64_20G@20260120', 'debian_13_4_arm64_20G@20260414'],
    ['alibaba cloud linux', 'aliyun_3_x64_20G@20260828', 'aliyun_3_arm64_20G@20240819'],
    ['阿里云Linux', 'aliyun_3_x64_20G@20260828', 'aliyun_3_arm64_20G@20240819'],
    ['rocky', 'rockylinux_9_7_x64_20G@20260525', 'rockylinux_9_7_arm64_20G@20260119'],
    ['rocky 10', 'rockylinux_10_1_x64_20G@20260119', 'rockylinux_10_1_arm64_20G@20260119'],
    ['rocky 8', 'rockylinux_8_10_x64_20G@20240923', 'rockylinux_8_10_arm64_20G@20251120'],
    ['alma', 'almalinux_9_3_x64_20G@20240228', 'rockylinux_9_7_arm64_20G@20260119'],
    ['red hat', 'aliyun_3_x64_20G@20260828', 'aliyun_3_arm64_20G@20240819'],
    ['anolis', 'anolisos_8_8_x64_20G_anck@20240221', 'aliyun_3_arm64_20G@20240819'],
    ['suse', 'aliyun_3_x64_20G@20260828', 'aliyun_3_arm64_20G@20240819'],
  ])('for %s is the newest plain build that fits', (words, x86, arm) => {
    expect(answer(words)).toBe(x86);
    expect(answer(words, 'ecs.g7.large')).toBe(x86);
    expect(answer(words, 'ecs.g9i.large')).toBe(x86);
    expect(answer(words, 'ecs.g8y.large')).toBe(arm);
    expect(answer(words, undefined, { architecture: 'arm64' })).toBe(arm);
  });

  it.each([
    ['windows', 'zh', 'win2025_24H2_x64_dtc_zh-cn_40G@20260211'],
    ['windows', 'en', 'win2022_21H2_x64_dtc_en-us_40G@20250817'],
    ['windows 2022', 'zh', 'win2022_21H2_x64_dtc_zh-cn_40G@20240110'],
    ['windows 2019', 'zh', 'win2019_1809_x64_dtc_zh-cn_40G@20260114'],
  ] as const)('for %s read in %s is in that language', (words, language, id) => {
    expect(answer(words, 'ecs.g7.large', { language })).toBe(id);
  });

  it.each([
    ['prod', 'aliyun_3_x64_20G@20260828'],
    ['dev', 'ubuntu_24_04_x64_20G@20260916'],
    ['container', 'aliyun_3_x64_20G@20260828'],
    ['gpu', 'ubuntu_24_04_x64_100G_with_gpu_driver_and_cuda@20260519'],
  ] as const)('for the use %s alone picks the system too', (use, id) => {
    expect(answer('', undefined, { use })).toBe(id);
  });

  it('takes the UEFI edition for a type that starts in no other way', () => {
    const { best, needs } = ask('ubuntu', 'ecs.g7t.large');

    expect(short(best.image.id)).toBe('ubuntu_22_04_uefi_x64_20G@20230515');
    expect(warnings(best, needs, now).map(({ key }) => key)).not.toContain('warning.variant');
  });

  it.each([['ubuntu'], ['debian'], ['rocky'], ['windows'], ['alinux']])(
    'for %s changes when its image is withdrawn',
    (words) => {
      const before = ask(words).best.image.id;
      const after = ask(
        words,
        undefined,
        {},
        listed.filter(({ id }) => id !== before),
      ).best.image.id;

      expect(after).not.toBe(before);
    },
  );

  it('does not depend on the order of the list', () => {
    const backwards = [...listed].reverse();

    expect(ask('ubuntu', undefined, {}, backwards).best.image.id).toBe(ask('ubuntu').best.image.id);
  });

  it('names at most two others, the second of another product', () => {
    const { alternatives } = ask('ubuntu');

    expect(alternatives.map(({ what }) => releaseName(what))).toEqual(['Ubuntu 26.04', 'Debian 12.13']);
  });
});

describe('the image that the family gives at the moment', () => {
  const advice = ask('ubuntu');
  const { image } = advice.best;
  const given = (own: Partial<Image>) =>
    resolved(advice, { ...image, id: 'ubuntu_24_04_x64_20G_alibase_20261120.vhd', ...own }, now).best.image
      .id;

  it('counts when it is newer', () => {
    expect(given({ createdAt: '2026-11-20T00:00:00Z' })).toBe('ubuntu_24_04_x64_20G_alibase_20261120.vhd');
  });

  it.each<[string, Partial<Image>]>([
    ['is older', { createdAt: '2026-08-10T00:00:00Z' }],
    ['is of another architecture', { createdAt: '2026-11-20T00:00:00Z', architecture: 'arm64' }],
    ['is of another family', { createdAt: '2026-11-20T00:00:00Z', family: 'acs:another' }],
    ['is not ready', { createdAt: '2026-11-20T00:00:00Z', status: 'Creating' }],
  ])('does not when it %s', (_what, own) => {
    expect(given(own)).toBe(image.id);
  });

  it('is not needed: without one the list decides', () => {
    expect(resolved(advice, undefined, now)).toBe(advice);
  });
});

describe('a system that is over', () => {
  it.each([
    ['centos', 'CentOS 8', '2021-12-31', 'Alibaba Cloud Linux 3'],
    ['centos 7', 'CentOS 7', '2024-06-30', 'Alibaba Cloud Linux 3'],
    ['centos stream 8', 'CentOS Stream 8', '2024-05-31', 'Alibaba Cloud Linux 3'],
    ['ubuntu 20.04', 'Ubuntu 20.04', '2025-05-31', 'Ubuntu 24.04'],
    ['ubuntu 18.04', 'Ubuntu 18.04', '2023-05-31', 'Ubuntu 24.04'],
    ['debian 11', 'Debian 11', '2026-08-31', 'Debian 12.13'],
    ['alinux 2', 'Alibaba Cloud Linux 2', '2026-03-31', 'Alibaba Cloud Linux 3'],
    ['windows 2012 r2', 'Windows Server 2012 R2', '2023-10-10', 'Windows Server 2022'],
  ])('%s is refused with its date, and its successor recommended', (words, name, since, successor) => {
    const { refused, best } = ask(words);

    expect(refused && releaseName(refused.release)).toBe(name);
    expect(new Date(refused?.since ?? 0).toISOString().slice(0, 10)).toBe(since);
    expect(releaseName(best.what)).toBe(successor);
  });

  it('without a successor is an error that says so', () => {
    expect(() => ask('freebsd')).toThrow(UserError);
    expect(() => ask('freebsd')).toThrow('error.recommend.ended');
    expect(() => ask('windows', 'ecs.g8y.large')).toThrow('error.recommend.unfit');
  });
});

describe('the reasons and warnings', () => {
  it.each([
    ['ubuntu', undefined],
    ['ubuntu', 'ecs.g9i.large'],
    ['debian', 'ecs.g8y.large'],
    ['windows', 'ecs.g7.large'],
    ['alinux 4', undefined],
  ])('for %s on %s are four to six lines', (words, type) => {
    const { best, needs } = ask(words, type);
    const lines = reasons(best, needs, now);

    expect(lines.length).toBeGreaterThanOrEqual(4);
    expect(lines.length).toBeLessThanOrEqual(6);
  });

  it('warn of an end that is near, of an old build and of a driver nobody has proven', () => {
    const { best, needs } = ask('windows 2016', 'ecs.g9i.large');

    expect(warnings(best, needs, now).map(({ key }) => key)).toEqual([
      'warning.support.soon',
      'warning.old',
      'warning.nvme',
      'warning.windows',
    ]);
  });

  it('do not call an image without dates supported', () => {
    const { best, needs } = ask('alinux 4');

    expect(reasons(best, needs, now)[0]?.key).toBe('reason.support.unknown');
    expect(warnings(best, needs, now).map(({ key }) => key)).toEqual([
      'warning.support.unknown',
      'warning.old',
      'warning.experimental',
    ]);
  });
});
