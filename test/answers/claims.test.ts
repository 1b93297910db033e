import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoSeed } from '../../sandbox/seed.ts';
import { type Desk, startDesk } from '../support/questions.ts';
import { fact, said, under } from '../support/said.ts';
import { eventually, shopWeb } from '../support/world.ts';

const day = (date: string) => Date.parse(`${date}T12:00:00Z`);
const ubuntu2404 = 'ubuntu_24_04_x64_20G_alibase_20260916.vhd';
const newer = 'ubuntu_24_04_x64_20G_alibase_20261120.vhd';
/** Runs the newest build that the data has of its system. */
const search = 'i-bp1search01g3r8y5w1d';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
}, 60_000);
afterAll(() => desk.stop());

describe('a claim of the old guide that is over', () => {
  it.each([
    ['ubuntu 20.04', '2025-05-31', '2025-06-01'],
    ['centos 7', '2024-06-30', '2024-07-01'],
    ['centos stream 9', '2027-05-31', '2027-06-01'],
    ['debian 12', '2028-06-30', '2028-07-01'],
  ])('%s is taken on its last day, %s, and refused on the next', async (wish, last, after) => {
    const before = await desk.ask(`recommend ${wish}`, { now: day(last) });
    const later = await desk.ask(`推荐 ${wish}`, { now: day(after), locale: 'zh' });

    expect(said(before)).not.toMatch(/^Not /m);
    expect(said(later)).toMatch(new RegExp(`免费更新已于 ${last} 停止`));
  });

  it('CentOS as such: taken while it lived, and the one to take then is named', async () => {
    expect((await desk.ask('recommend centos', { now: day('2019-10-01') })).title).toEqual([
      { text: 'Use CentOS 8.5' },
    ]);
    expect(said(await desk.ask('recommend centos'))).toContain(
      'CentOS 8 is not recommended: free fixes ended on 2021-12-31',
    );
  });

  it('“64-bit”: the architecture is asked for, and the type answers it', async () => {
    const [x86, arm] = [
      await desk.ask('recommend ubuntu --type ecs.c6.large'),
      await desk.ask('recommend ubuntu --type ecs.c6r.large'),
    ];

    expect(said(x86)).toContain('x86_64');
    expect(said(arm)).toMatch(/Starts on ecs.c6r.large: arm64, by UEFI/);
    expect(fact(arm, 'Image')).not.toBe(fact(x86, 'Image'));
  });

  it('“CentOS has enterprise support”: who supports a system is told beside the other', async () => {
    const card = await desk.ask('compare centos 8 vs alinux 3');

    expect(said(card)).toContain('Supported by | its community | Alibaba Cloud');
    expect(said(card)).toContain('CentOS 8 has had no free fixes since 2021-12-31');
    expect(said(await desk.ask('compare centos 8 vs alinux 3', { now: day('2021-12-30') }))).toContain(
      'Alibaba Cloud Linux 3 gets free fixes longer',
    );
  });

  it('“Products > Computing > ECS”: the page to buy on is that of the region', async () => {
    const card = await desk.ask('recommend ubuntu --region ap-southeast-1');

    expect(JSON.stringify(card)).toContain('https://ecs-buy.aliyun.com/ecs#/custom/prepay/ap-southeast-1');
    expect(said(card)).toContain(`the exact one is ${ubuntu2404}`);
  });
});

describe('a claim that needs a nuance', () => {
  it('“tuned for ECS”: by Alibaba Cloud for its own system, by its community for others', async () => {
    expect(said(await desk.ask('recommend alinux'))).toContain(
      'Maintained and supported by Alibaba Cloud itself',
    );
    expect(said(await desk.ask('recommend ubuntu'))).toContain('Maintained by its community');
  });

  it('“regularly patched”: the age of the build is told, and warned of from ninety days on', async () => {
    const [young, old] = [
      await desk.ask('recommend ubuntu', { now: day('2026-12-15') }),
      await desk.ask('推荐 ubuntu', { now: day('2026-12-16'), locale: 'zh' }),
    ];

    expect(fact(young, 'Built')).toBe('2026-09-16, 90 days ago');
    expect(under(young, 'Before you use it')).toEqual([]);
    expect(under(old, '使用前须知')).toEqual(['该构建已有 91 天，首次启动后请立即安装更新。']);
  });

  it('“fully compatible”: within what the type asks for, and ECS says so itself', async () => {
    const [old, nvme] = [
      await desk.ask('recommend ubuntu 22.04 --type ecs.g7.large'),
      await desk.ask('recommend ubuntu 22.04 --type ecs.g9i.large'),
    ];

    expect(said(old)).not.toMatch(/^No image/m);
    expect(said(nvme)).toMatch(/No image of Ubuntu 22.04 in cn-hangzhou fits ecs.g9i.large/);
    expect(said(nvme)).toContain('ECS itself does not offer its images for ecs.g9i.large');
    expect(fact(nvme, 'Image')).toBe(ubuntu2404);
  });

  it('“free”: Windows costs by the region, Red Hat everywhere, the Pro edition too', async () => {
    const fee = async (typed: string) => fact(await desk.ask(typed), 'Fee');

    expect(await fee('recommend ubuntu')).toBe('no licence fee');
    expect(await fee('recommend windows')).toBe('no licence fee in this region');
    expect(await fee('recommend windows --region ap-southeast-1')).toBe('licence fee');
    expect(await fee('show aliyun_3_x64_20G_pro_alibase_20260827.vhd')).toBe('licence fee');
  });

  it('“CentOS uses yum”: until the seventh', async () => {
    expect(said(await desk.ask('compare centos 7 vs centos 8'))).toContain('Packages by | yum | dnf');
  });

  it('“the image is shown in the details”: it tells what the disk was made from, and no more', async () => {
    const card = await desk.ask(`show ${shopWeb}`);

    expect(said(card)).toContain('an upgrade inside the guest does not change it');
    expect(said(card)).toContain('/etc/os-release and /etc/image-id');
  });

  it('“updates are made by hand”: on Ubuntu security fixes come alone, elsewhere by one command, and over is over', async () => {
    const updates = async (os: string) => fact(await desk.ask(`eol ${os}`), 'Running instances');

    expect(await updates('ubuntu 24.04')).toMatch(/^security fixes come by themselves/);
    expect(await updates('rocky 9')).toBe('security fixes by dnf upgrade --security');
    expect(await updates('centos 8')).toBeUndefined();
  });

  it('“change the OS”: abroad not between Linux and Windows', async () => {
    const [abroad, home] = [
      await desk.ask('recommend windows --type i-t4nvpn01q9z5h1d7w3x8'),
      await desk.ask(`recommend windows --type ${shopWeb}`),
    ];

    expect(said(abroad)).toContain('In ap-southeast-1 ECS does not change Linux for Windows');
    expect(said(home)).not.toContain('does not change Linux for Windows');
  });

  it('“locked”: a lock is explained, and gone with it', async () => {
    desk.ecs.control.lock(shopWeb, ['financial']);
    const locked = await desk.ask(`查看 ${shopWeb}`, { locale: 'zh' });
    desk.ecs.control.lock(shopWeb, []);
    const free = await desk.ask(`查看 ${shopWeb}`, { locale: 'zh' });

    expect(fact(locked, '锁定原因')).toBe('欠费（financial）');
    expect(said(locked)).toContain('锁定期间无法更换操作系统');
    expect(fact(free, '锁定原因')).toBeUndefined();
  });
});

describe('what the region lists', () => {
  let changing: Desk;
  beforeEach(async () => {
    changing = await startDesk();
  }, 60_000);
  afterEach(() => changing.stop());

  function release(ImageId: string): void {
    const record = demoSeed().publicImages.find((image) => image.ImageId === ubuntu2404);
    if (!record) throw new Error('no such image');
    changing.ecs.control.addImage({
      ...record,
      ImageId,
      ImageName: ImageId,
      CreationTime: '2026-11-20T00:00:00Z',
    });
  }

  it('“regularly patched”: a new build takes the place of the old one at once, by its family', async () => {
    expect(fact(await changing.ask('recommend ubuntu'), 'Image')).toBe(ubuntu2404);

    release(newer);
    const card = await changing.ask('recommend ubuntu');

    expect(fact(card, 'Image')).toBe(newer);
    expect(fact(card, 'Built')).toBe('2026-11-20, 4 days ago');
  });

  it('is enough when the family cannot be asked', async () => {
    changing.ecs.control.fault({ action: 'DescribeImageFromFamily', kind: 'error', count: 9 });

    expect(fact(await changing.ask('recommend ubuntu'), 'Image')).toBe(ubuntu2404);
  });

  it('“existing instances are not updated”: a newer build is named beside the one that runs', async () => {
    expect(said(await changing.ask(`show ${search}`))).not.toContain('newer build');

    release(newer);
    const card = await eventually(
      async () => {
        const shown = await changing.ask(`show ${search}`);
        return said(shown).includes('newer build') ? shown : undefined;
      },
      () => 'a newer build',
    );

    expect(said(card)).toContain(`A newer build is listed, ${newer}. A new build never changes an instance`);
  });

  it('“stock”: what it has no longer is not recommended', async () => {
    changing.ecs.control.withdrawImage(ubuntu2404);

    const card = await eventually(
      async () => {
        const given = await changing.ask('recommend ubuntu 24.04');
        return fact(given, 'Image') === ubuntu2404 ? undefined : given;
      },
      () => 'another image',
    );

    expect(fact(card, 'Image')).toMatch(/^ubuntu_24_04_x64_20G_alibase_2026\d{4}\.vhd$/);
  });
});
