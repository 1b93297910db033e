import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrationFrom } from '../../src/domain/migration.ts';
import { release, releaseName } from '../../src/domain/systems.ts';
import { made, withMadeImages } from '../support/made-images.ts';
import { type Desk, startDesk, today } from '../support/questions.ts';
import { fact, said, under } from '../support/said.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk(withMadeImages);
}, 60_000);
afterAll(() => desk.stop());

const both = async (wish: string) =>
  [await desk.ask(`recommend ${wish}`), await desk.ask(`推荐 ${wish}`, { locale: 'zh' })] as const;

describe('leaving a system that is over', () => {
  it.each([
    ['centos 8', '2021-12-31', 'CentOS 8'],
    ['centos 7', '2024-06-30', 'CentOS 7'],
    ['centos stream 8', '2024-05-31', 'CentOS Stream 8'],
  ])(
    '%s, over since %s, goes to Alibaba Cloud Linux 3, with the rebuilds beside it',
    async (wish, since, os) => {
      const [en, zh] = await both(wish);

      expect(said(en)).toContain(
        `${os} is not recommended: free fixes ended on ${since}. Use Alibaba Cloud Linux 3 instead.`,
      );
      expect(said(zh)).toContain(`不推荐 ${os}：免费更新已于 ${since} 停止，建议改用 Alibaba Cloud Linux 3`);
      expect(under(en, 'Alternatives').join()).toMatch(/Rocky Linux 9.*AlmaLinux 9/);
      expect(under(zh, '备选镜像').join()).toMatch(/Rocky Linux 9.*AlmaLinux 9/);
    },
  );

  it('names the roads in the vendor’s order, with the exact image', async () => {
    const [en, zh] = await both('centos 7.9');
    const roads = under(en, 'Ways to move from CentOS 7.9 to Alibaba Cloud Linux 3');

    expect(roads).toHaveLength(5);
    expect(roads[0]).toMatch(/^Create a new instance/);
    expect(roads[1]).toMatch(/^Migrate in place .*CentOS 7.9 to Anolis OS 8 and Alibaba Cloud Linux 3/);
    expect(roads[2]).toMatch(/^It also offers Anolis OS 7 and Alibaba Cloud Linux 2/);
    expect(roads[3]).toContain('replace i-… aliyun_3_x64_20G_alibase_20260828.vhd');
    expect(roads[4]).toMatch(/RHEL 7.*RHEL 8/);
    expect(under(zh, '从 CentOS 7.9 迁移到 Alibaba Cloud Linux 3 的方式')).toHaveLength(5);
  });

  it('needs no warning about libraries where the major release is the same', async () => {
    const [en] = await both('centos 8');

    expect(said(en)).not.toMatch(/libraries of RHEL/);
  });

  it('knows no road in place from Ubuntu', async () => {
    const [en, zh] = await both('ubuntu 20.04');

    expect(said(en)).toContain('Server Migration Center knows no way from Ubuntu 20.04');
    expect(said(zh)).toContain('不支持在保留系统盘的情况下迁移 Ubuntu 20.04');
  });

  it('with a vendor’s certificate goes to Red Hat, for a fee', async () => {
    const [en, zh] = await both('vendor');

    expect(fact(en, 'Image')).toBe(made.redHat9);
    expect(said(en)).toContain('Supported by its vendor under the licence');
    expect(fact(en, 'Fee')).toBe('licence fee');
    expect(fact(zh, '费用')).toBe('收取许可费用');
  });

  it('with the security baseline goes to the edition that has it built in', async () => {
    const [en, zh] = await both('等保');

    expect(fact(en, 'Image')).toBe('aliyun_3_x64_20G_dengbao_alibase_20240819.vhd');
    expect(fact(zh, '镜像')).toBe('aliyun_3_x64_20G_dengbao_alibase_20240819.vhd');
  });
});

describe('the change in place that Server Migration Center offers', () => {
  it.each([
    ['centos 7.6', 'x86_64', 'Anolis OS 8, Alibaba Cloud Linux 3', 'Anolis OS 7, Alibaba Cloud Linux 2', ''],
    ['centos 7.6', 'arm64', 'Anolis OS 8, Alibaba Cloud Linux 3', 'Anolis OS 7', ''],
    ['centos 8.2', 'x86_64', 'Anolis OS 8, Alibaba Cloud Linux 3', '', ''],
    ['centos 8.2', 'arm64', 'Anolis OS 8, Alibaba Cloud Linux 3', '', ''],
    // The ticket would lead from 7.9 to a release that is over itself.
    ['centos 7.9', 'x86_64', 'Anolis OS 8, Alibaba Cloud Linux 3', 'Anolis OS 7, Alibaba Cloud Linux 2', ''],
    ['centos 8.5', 'x86_64', 'Anolis OS 8, Alibaba Cloud Linux 3', '', 'Red Hat Enterprise Linux 8'],
    ['red hat 7.9', 'x86_64', 'Alibaba Cloud Linux 3', '', ''],
    ['red hat 8.6', 'x86_64', 'Alibaba Cloud Linux 3', '', ''],
    ['alinux 2', 'x86_64', 'Alibaba Cloud Linux 3', '', ''],
  ] as const)('takes %s on %s to %s', (from, architecture, targets, over, byTicket) => {
    const found = migrationFrom(release(from) ?? { product: 'centos' }, architecture, today);
    const names = (releases = found?.targets) => releases?.map(releaseName).join(', ');

    expect(names()).toBe(targets);
    expect(names(found?.over)).toBe(over);
    expect(names(found?.byTicket)).toBe(byTicket);
  });

  it.each(['ubuntu 20.04', 'debian 10', 'rocky 8', 'centos stream 8', 'alinux 2'])(
    'takes %s on arm64 nowhere',
    (from) => {
      expect(migrationFrom(release(from) ?? { product: 'centos' }, 'arm64', today)?.targets ?? []).toEqual(
        [],
      );
    },
  );

  it('would still have offered Anolis OS 7 before that was over', () => {
    const then = Date.parse('2024-06-01T00:00:00Z');
    const found = migrationFrom({ product: 'centos', version: '7' }, 'arm64', then);

    expect(found?.targets.map(releaseName)).toContain('Anolis OS 7');
    expect(found?.over).toEqual([]);
  });
});
