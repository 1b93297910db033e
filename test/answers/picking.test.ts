import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UserError } from '../../src/errors.ts';
import { made, withMadeImages } from '../support/made-images.ts';
import { type Desk, startDesk } from '../support/questions.ts';
import { fact, said, under } from '../support/said.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk(withMadeImages);
}, 60_000);
afterAll(() => desk.stop());

const labels = {
  en: { image: 'Image', family: 'Image family', beside: 'Alternatives', before: 'Before you use it' },
  zh: { image: '镜像', family: '镜像族系', beside: '备选镜像', before: '使用前须知' },
} as const;
type Language = keyof typeof labels;

const alinux3 = 'aliyun_3_x64_20G_alibase_20260828.vhd';
const alinux3Arm = 'aliyun_3_arm64_20G_alibase_20240819.vhd';
const ubuntu2404 = 'ubuntu_24_04_x64_20G_alibase_20260916.vhd';
const ubuntuGpu = 'ubuntu_24_04_x64_100G_with_gpu_driver_and_cuda_alibase_20260519.vhd';

/** Each row of the guide's picking table as somebody would ask for it, in both languages. */
const rows: [row: string, typed: Record<Language, string>, picked: string | Record<Language, string>][] = [
  ['production', { en: 'recommend prod', zh: '推荐 生产环境' }, alinux3],
  ['the Red Hat kin', { en: 'recommend rpm', zh: '推荐 yum' }, alinux3],
  ['production with apt', { en: 'recommend apt --for prod', zh: '推荐 apt 生产' }, ubuntu2404],
  ['development', { en: 'recommend dev', zh: '推荐开发' }, ubuntu2404],
  ['containers on plain ECS', { en: 'recommend containers', zh: '推荐 容器' }, alinux3],
  ['GPU', { en: 'recommend gpu', zh: '推荐 gpu' }, ubuntuGpu],
  ['Arm', { en: 'recommend arm', zh: '推荐 arm' }, alinux3Arm],
  ...['g8y', 'c8y', 'r8y', 'g6r', 'c6r'].map((family): [string, Record<Language, string>, string] => [
    `Arm by the type ${family}`,
    { en: `recommend prod --type ecs.${family}.large`, zh: `推荐 生产 ecs.${family}.large` },
    alinux3Arm,
  ]),
  [
    'Windows',
    { en: 'recommend windows', zh: '推荐 windows' },
    {
      en: 'win2022_21H2_x64_dtc_en-us_40G_alibase_20250817.vhd',
      zh: 'win2025_24H2_x64_dtc_zh-cn_40G_alibase_20260211.vhd',
    },
  ],
  [
    'Windows in a language asked for',
    { en: 'recommend windows server 2022 zh', zh: '推荐 windows server 2022 中文版' },
    'win2022_21H2_x64_dtc_zh-cn_40G_alibase_20240110.vhd',
  ],
  [
    'a type that starts by UEFI only',
    { en: 'recommend alinux --type ecs.g7t.large', zh: '推荐 阿里云Linux --type ecs.c7t.large' },
    'aliyun_3_9_x64_20G_uefi_alibase_20231219.vhd',
  ],
  ['a type with NVMe disks', { en: 'recommend prod ecs.g9i.large', zh: '推荐 生产 ecs.g8i.large' }, alinux3],
  ['little memory', { en: 'recommend prod ecs.t1.xsmall', zh: '推荐 生产 ecs.t5-lc1m1.small' }, alinux3],
  ['a contract with the vendor', { en: 'recommend vendor', zh: '推荐 厂商认证' }, made.redHat9],
  ['BSD', { en: 'recommend bsd', zh: '推荐 freebsd' }, made.freebsd14],
  [
    'the security baseline',
    { en: 'recommend dengbao', zh: '推荐 等保' },
    'aliyun_3_x64_20G_dengbao_alibase_20240819.vhd',
  ],
];

const both = (['en', 'zh'] as const).flatMap((locale) =>
  rows.map(([row, typed, picked]) => ({
    row,
    locale,
    typed: typed[locale],
    picked: typeof picked === 'string' ? picked : picked[locale],
  })),
);

describe('what to pick', () => {
  it.each(both)('for $row, asked as "$typed"', async ({ locale, typed, picked }) => {
    const card = await desk.ask(typed, { locale });

    expect(fact(card, labels[locale].image)).toBe(picked);
  });

  it('is never CentOS, Stream or Fedora for production, not even beside', async () => {
    const texts = await Promise.all(
      ['prod', 'rpm', 'dev', 'container'].map((use) => desk.ask(`recommend ${use}`)),
    );

    for (const card of texts) expect(said(card)).not.toMatch(/centos|stream|fedora/i);
  });

  it.each([
    ['recommend apt', 'Debian 13.4'],
    ['recommend dev', 'Ubuntu 26.04'],
    ['recommend dev', 'Debian 13.4'],
    ['recommend rpm', 'Rocky Linux 9.7'],
    ['recommend arm', 'Ubuntu 24.04'],
  ])('%s names %s beside it', async (typed, other) => {
    const card = await desk.ask(typed);

    expect(under(card, labels.en.beside).join('\n')).toContain(other);
  });
});

describe('what to avoid', () => {
  it.each([
    ['ubuntu 20.04', '2025-05-31', 'Ubuntu 24.04'],
    ['ubuntu 25.10', '2026-07-01', 'Ubuntu 24.04'],
    ['debian 11', '2026-08-31', 'Debian 13'],
    ['centos 7 --for container', '2024-06-30', 'Alibaba Cloud Linux 3'],
    ['windows 2012 r2', '2023-10-10', 'Windows Server 2022'],
    ['windows 2008 r2', '2020-01-14', 'Windows Server 2022'],
    ['suse 15 sp6', '2025-12-31', 'Alibaba Cloud Linux 3'],
    ['freebsd 13', '2026-04-30', 'FreeBSD 14'],
  ])('%s is over since %s; %s instead', async (wish, since, instead) => {
    const [en, zh] = [await desk.ask(`recommend ${wish}`), await desk.ask(`推荐 ${wish}`, { locale: 'zh' })];

    expect(said(en)).toMatch(new RegExp(`is not recommended: free fixes ended on ${since}`, 'm'));
    expect(said(zh)).toMatch(new RegExp(`^不推荐 .*：免费更新已于 ${since} 停止`, 'm'));
    expect(said(en)).toContain(`Use ${instead}`);
  });

  it.each([
    ['ubuntu 22.04', /Support of Ubuntu 22.04 ends on 2027-04-01, in 128 days/],
    ['debian 12', /Regular support of Debian 12.13 ended on 2026-07-11/],
    ['windows 2016', /Support of Windows Server 2016 ends on 2027-01-12, in 49 days/],
    ['alinux 4', /Until when Alibaba Cloud Linux 4 gets fixes is not known/],
    ['alinux 4', /Alibaba Cloud Linux 4 is still being proven: not for production/],
    ['centos stream 9', /CentOS Stream 9 is the preview of the next Red Hat release/],
    ['alinux gpu', /No image with a preinstalled GPU driver fits/],
    ['gpu', /needs a system disk of at least 100 GiB/],
    ['ubuntu dengbao', /You asked for the dengbao edition; none of this system fits/],
  ])('%s is given with its warning', async (wish, warning) => {
    const card = await desk.ask(`recommend ${wish}`);

    expect(under(card, labels.en.before).join('\n')).toMatch(warning);
  });

  it.each([
    ['windows --type ecs.t5-lc1m1.small', 'error.recommend.memory'],
    ['windows --type ecs.g8y.large', 'error.recommend.unfit'],
    ['windows --type ecs.g8i.large', 'error.recommend.service'],
    ['kubernetes', 'error.recommend.cluster'],
    ['ack', 'error.recommend.cluster'],
    ['i-bp1k8snode01c9f2j6q4', 'error.recommend.cluster'],
    ['arm --type ecs.g7.large', 'error.recommend.conflict'],
  ])('%s is refused as a whole', async (wish, key) => {
    await expect(desk.ask(`recommend ${wish}`)).rejects.toMatchObject({ key });
    await expect(desk.ask(`推荐 ${wish}`, { locale: 'zh' })).rejects.toThrow(UserError);
  });

  it.each([
    ['ubuntu 22.04', 'arm64'],
    ['rocky 8.10', 'arm64'],
  ])('%s for %s has no family: its id is what to name', async (wish, architecture) => {
    const card = await desk.ask(`recommend ${wish} --arch ${architecture}`);
    const zh = await desk.ask(`推荐 ${wish} --arch ${architecture}`, { locale: 'zh' });

    expect(fact(card, labels.en.family)).toBe('none: name it by its id');
    expect(fact(zh, labels.zh.family)).toBe('无，请使用镜像 ID');
  });
});

describe('an instance', () => {
  it('brings its region and its type with it', async () => {
    const card = await desk.ask('recommend i-uf6apigw01d5s9k3f7q2');
    const zh = await desk.ask('推荐 生产 --type i-uf6apigw01d5s9k3f7q2', { locale: 'zh' });

    expect(fact(card, labels.en.image)).toBe(alinux3Arm);
    expect(said(card)).toContain('cn-shanghai');
    expect(fact(zh, labels.zh.image)).toBe(alinux3Arm);
  });
});

describe('what is asked next', () => {
  it.each([
    ['recommend ubuntu', /Which instance type is it for\?/],
    ['recommend --type ecs.g7.large', /What is it for\?/],
    ['recommend windows --type ecs.g7.large', /Chinese or English Windows\?/],
  ])('%s: %s', async (typed, question) => {
    expect(said(await desk.ask(typed))).toMatch(question);
  });

  it.each([['recommend ubuntu --type ecs.g7.large'], ['recommend windows en --type ecs.g7.large']])(
    '%s: nothing',
    async (typed) => {
      expect(said(await desk.ask(typed))).not.toMatch(/\?$/m);
    },
  );
});
