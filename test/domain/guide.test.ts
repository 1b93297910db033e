import { describe, expect, it } from '@jest/globals';
import { findTopic, topics, topicWords } from '../../src/domain/guide/topics.ts';
import { factsOf, imagesWith, said, type Told } from '../support/guide.ts';
import { claims } from './guide-claims.ts';

const locales = ['en', 'zh'] as const;

const titled = claims.map((one) => [`${one.row}, ${one.verdict}: ${one.claim}`, one] as const);

describe('the old guide, claim by claim', () => {
  it('is answered whole: 12 claims that hold, 18 in part, 9 out of date, 2 that nobody can check', () => {
    const count = (verdict: string) => claims.filter((one) => one.verdict === verdict).length;

    expect(claims.map(({ row }) => row)).toEqual(Array.from({ length: 41 }, (_, i) => i + 1));
    expect(['ok', 'part', 'old', '?'].map(count)).toEqual([12, 18, 9, 2]);
    expect(claims.every(({ verdict, but }) => (verdict === 'part' || verdict === 'old') === !!but)).toBe(
      true,
    );
  });

  it.each(titled)('row %s', (_title, { topic, says }) => {
    for (const locale of locales) expect(said(topic, {}, locale)).toContain(says[locale]);
  });

  it.each(titled.filter(([, { but }]) => but))(
    'row %s, changes with its datum',
    (_title, { topic, says, but }) => {
      for (const locale of locales) {
        const then = said(topic, but?.told ?? {}, locale);
        expect(then).toContain(but?.says[locale]);
        expect(then).not.toContain(says[locale]);
      }
    },
  );
});

describe('the images of the region', () => {
  it('are warned of by age, by an end that is near and by one that is past', () => {
    const day = '2026-11-23T00:00:00Z';
    const fresh = imagesWith(() => ({ createdAt: day }));

    expect(said('official', {}, 'en')).toContain('Older than 90 days');
    expect(said('official', { images: fresh }, 'en')).not.toContain('Older than');
    expect(said('official', {}, 'en')).toContain(
      'Support ends within 180 days: Ubuntu 22.04 and Windows Server 2016.',
    );
    expect(said('official', { now: Date.parse('2026-05-01') }, 'en')).not.toContain(
      'within 180 days: Ubuntu 22.04',
    );
    expect(said('official', {}, 'zh')).toContain('已没有免费更新的版本有 40 个，例如 Ubuntu 20.04');
  });

  it('of one language are offered to those who read it', () => {
    expect(said('choose', {}, 'en')).toContain('win2022_21H2_x64_dtc_en-us_40G_alibase_20250817.vhd');
    expect(said('choose', {}, 'zh')).toContain('win2025_24H2_x64_dtc_zh-cn_40G_alibase_20260211.vhd');
  });
});

describe('leaving CentOS', () => {
  it.each([
    [
      ['CentOS 8', 'Alibaba Cloud Linux 3', 'Anolis OS 8, Rocky Linux 9 and AlmaLinux 9'],
      'compatible with Red Hat Enterprise Linux 8: kernel 5.10, free',
      '兼容 Red Hat Enterprise Linux 8，内核 5.10，免费',
    ],
    [
      ['CentOS 7', 'Alibaba Cloud Linux 3', 'Rocky Linux 9 and AlmaLinux 9'],
      'the libraries move on by more than one release, so test first',
      '基础库跨越不止一个大版本，请先测试',
    ],
    [
      [
        'CentOS Stream 8 and CentOS Stream 9',
        'Alibaba Cloud Linux 3, Rocky Linux 9 and AlmaLinux 9',
        'CentOS Stream 10',
      ],
      'CentOS Stream 9 ends on 2027-05-31, in 188 days',
      'CentOS Stream 9 将于 2027-05-31 停止支持，仅剩 188 天',
    ],
    [
      ['', 'Red Hat Enterprise Linux 9 and SUSE Linux Enterprise Server 15 SP7', ''],
      'Vendor certificate needed',
      '需要厂商认证',
    ],
    [['', 'Alibaba Cloud Linux 3', 'Anolis OS 8'], 'MLPS, level three', '等保三级'],
    [
      [
        'CentOS 7: on x86 to Anolis OS 8 and Alibaba Cloud Linux 3 (not to Anolis OS 7 and Alibaba Cloud Linux 2: over)',
      ],
      'on Arm to Anolis OS 8 and Alibaba Cloud Linux 3 (not to Anolis OS 7: over).',
      'Anolis OS 8、Alibaba Cloud Linux 3（不要选已停止支持的 Anolis OS 7、Alibaba Cloud Linux 2）',
    ],
    [
      ['CentOS 8: on x86 to Anolis OS 8 and Alibaba Cloud Linux 3 (by ticket to Red Hat Enterprise Linux 8)'],
      'on Arm to Anolis OS 8 and Alibaba Cloud Linux 3.',
      '（提交工单可到 Red Hat Enterprise Linux 8）',
    ],
    [
      ['Red Hat Enterprise Linux 7.9: on x86 only, to Alibaba Cloud Linux 3.'],
      'Red Hat Enterprise Linux 8: on x86 only, to Alibaba Cloud Linux 3.',
      'Red Hat Enterprise Linux 7.9：仅支持 x86，可迁移到 Alibaba Cloud Linux 3。',
    ],
    [
      ['Alibaba Cloud Linux 2: on x86 only, to Alibaba Cloud Linux 3.'],
      'What SMC moves in place',
      'Alibaba Cloud Linux 2：仅支持 x86，可迁移到 Alibaba Cloud Linux 3。',
    ],
  ])('has the row %j', (cells, en, zh) => {
    const english = said('centos', {}, 'en');

    expect(english.split('\n').some((line) => cells.every((cell) => line.includes(cell)))).toBe(true);
    expect(english).toContain(en);
    expect(said('centos', {}, 'zh')).toContain(zh);
  });

  it.each([
    [
      'three roads',
      'a new instance, deploy and switch; in place with Server Migration Center',
      '新建实例，重新部署后切换；用服务器迁移中心 SMC 原地迁移',
    ],
    [
      'what SMC lacks',
      'cannot move to Rocky Linux, AlmaLinux, Ubuntu and Debian',
      '不能迁移到 Rocky Linux、AlmaLinux、Ubuntu、Debian',
    ],
    [
      'what SMC offers in vain',
      'Anolis OS 7 (2024-06-30) and Alibaba Cloud Linux 2 (2026-03-31)',
      'Anolis OS 7 (2024-06-30)、Alibaba Cloud Linux 2 (2026-03-31)',
    ],
    ['what SMC needs', 'Cloud Assistant, seen in the last 24 hours.', '云助手在最近 24 小时内在线过。'],
    [
      'that a page of long ago asks for a stop',
      'The instance stopped, by a page of 2024',
      '实例须停止（据 2024 年文档）',
    ],
    [
      'second-hand dates',
      'Anolis OS 8: supported until 2031-06-30 (1,679 days). This date is second-hand',
      '该日期来自二手资料',
    ],
    [
      'the image of the first choice',
      'Image today: aliyun_3_x64_20G_alibase_20260828.vhd',
      '目前的镜像：aliyun_3_x64_20G_alibase_20260828.vhd',
    ],
  ])('tells %s', (_what, en, zh) => {
    expect(said('centos', {}, 'en')).toContain(en);
    expect(said('centos', {}, 'zh')).toContain(zh);
  });

  it('says of a region without the first choice that it has none', () => {
    const images = imagesWith(({ id }) => (id.startsWith('aliyun_3') ? undefined : {}));

    expect(said('centos', { images }, 'en')).toContain('cn-hangzhou lists no image of it.');
  });
});

describe('replacing a system', () => {
  it.each([
    [
      'the old disk',
      'The old system disk is released with its data, and the disk id changes. Data disks stay, but their mounts in fstab are lost.',
      '原系统盘连同数据一起释放，云盘 ID 改变。数据盘保留，但 fstab 中的挂载配置会丢失。',
    ],
    ['snapshots', 'Old snapshots cannot roll back the new disk.', '旧快照不能回滚新系统盘。'],
    [
      'automatic snapshots',
      'Automatic snapshots may be deleted together with the old disk',
      '自动快照可能随原系统盘一起删除',
    ],
    [
      'stopping',
      'Stop it in standard mode, where charging goes on.',
      '用普通停机模式停止，即停机后继续计费。',
    ],
    [
      'the new disk',
      'the default is the larger of 40 GiB and the image’s size',
      '默认取 40 GiB 与镜像大小中的较大值',
    ],
    [
      'orders and locks',
      'Not with an unpaid order, and not while the instance is locked for security.',
      '有未支付订单，或实例被安全锁定时，不能更换。',
    ],
    [
      'addresses',
      'Private and public IP and MAC stay; SSH host keys and logins change.',
      '私网 IP、公网 IP 和 MAC 不变，SSH 主机密钥和登录方式改变。',
    ],
    [
      'the instance type',
      'Architecture, boot mode and NVMe have to fit the instance type',
      '架构、启动模式和 NVMe 须与实例规格匹配',
    ],
    ['logging in', 'Never in chat; use a key pair.', '密码不要发到聊天中，请用密钥对。'],
    ['the exact image', 'What is approved is one exact image', '方案写明具体镜像并据此审批'],
  ])('warns of %s', (_what, en, zh) => {
    expect(said('replace', {}, 'en')).toContain(en);
    expect(said('replace', {}, 'zh')).toContain(zh);
  });

  it.each([
    ['cn-hangzhou', 'allowed in cn-hangzhou, as far as we know'],
    ['cn-hongkong', 'not in cn-hongkong, by pages of 2021'],
    ['ap-southeast-1', 'not in ap-southeast-1, by pages of 2021'],
  ])('between Linux and Windows is another thing in %s', (region, words) => {
    expect(said('replace', { region }, 'en')).toContain(words);
    expect(said('replace', { region }, 'en')).toContain('so ECS decides');
  });
});

describe('a topic of the guide', () => {
  const each = topics.flatMap(({ name }) => locales.map((locale) => [name, locale] as const));

  it.each(each)('%s in %s is short first', (name) => {
    const topic = topics.find((one) => one.name === name);
    const told: Told[] = [
      {},
      { site: 'intl' },
      { images: [] },
      { vmdk: true },
      { now: Date.parse('2021-01-01') },
    ];

    for (const facts of told.map(factsOf)) expect(topic?.short(facts).length).toBeLessThanOrEqual(6);
  });

  it.each(each)('%s in %s fills every slot and names no page of the old guide', (name, locale) => {
    for (const told of [{}, { site: 'intl' }, { images: [] }] satisfies Told[]) {
      const words = said(name, told, locale);

      expect(words).not.toMatch(/[{}]|undefined|NaN|Infinity|\?\.| \?|document_detail/);
      expect(words.split('\n').filter((line) => line.startsWith('guide.'))).toEqual([]);
    }
  });

  it.each(each)('%s in %s links to the site of the account', (name, locale) => {
    const links = (told: Told) => said(name, told, locale).match(/https:\/\/[^\s|]+/g) ?? [];

    expect(links({}).length).toBeGreaterThan(0);
    for (const url of links({})) expect(new URL(url).hostname).toMatch(/\.aliyun\.com$/);
    for (const url of links({ site: 'intl' })) expect(new URL(url).hostname).toMatch(/\.alibabacloud\.com$/);
  });
});

describe('the topic somebody means', () => {
  it.each([
    ['centos', 'centos'],
    ['CentOS 7', 'centos'],
    ['leaving centos', 'centos'],
    ['smc', 'centos'],
    ['迁移', 'centos'],
    ['centos 停服', 'centos'],
    ['ubuntu or centos', 'systems'],
    ['Ubuntu 还是 CentOS', 'systems'],
    ['import', 'import'],
    ['how do I import an image', 'import'],
    ['vmdk', 'import'],
    ['导入镜像', 'import'],
    ['replace', 'replace'],
    ['change os', 'replace'],
    ['更换', 'replace'],
    ['怎么更换操作系统', 'replace'],
    ['重装', 'replace'],
    ['updates', 'update'],
    ['打补丁', 'update'],
    ['why official', 'official'],
    ['为什么用官方镜像', 'official'],
    ['choosing', 'choose'],
    ['怎么选', 'choose'],
    ['local images', 'local'],
    ['本地镜像', 'local'],
    ['查看实例的镜像', 'instance'],
    ['windows', 'choose'],
    ['rocky 9', 'systems'],
  ])('%j is %s', (text, name) => {
    expect(findTopic(text)?.name).toBe(name);
  });

  it.each(['kubernetes', '天气', ''])('%j is none', (text) => {
    expect(findTopic(text)).toBeUndefined();
  });

  it('is found by each of its own words', () => {
    for (const word of topicWords) expect(findTopic(word)).toBeDefined();
    for (const { name, words } of topics)
      expect([words.en[0], words.zh[0], name].map((word) => findTopic(word)?.name)).toEqual([
        name,
        name,
        name,
      ]);
  });
});
