import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { SandboxMessage } from '../../sandbox/slack/api.ts';
import { queuePrefix } from '../../src/store/redis.ts';
import { approver, asker, eventually, ops, startWorld, stranger, type World } from '../support/world.ts';

const reportsPlace = 'C0009';
const newest = 'ubuntu_24_04_x64_20G_alibase_20260916.vhd';

describe('the fleet', () => {
  let world: World;
  let redis: Redis;
  let reports: Queue;
  beforeAll(async () => {
    world = await startWorld({
      config: { reports: { place: { slack: `T0001:${reportsPlace}` }, families: ['ubuntu_24_04_x64'] } },
    });
    redis = new Redis(world.env.REDIS_URL?.replace('unix://', '') ?? '', { maxRetriesPerRequest: null });
    reports = new Queue('reports', { connection: redis, prefix: queuePrefix });
  }, 60_000);
  afterAll(async () => {
    await reports.close();
    redis.disconnect();
    await world.stop();
  });

  /** Does a report's work as if it had come due then. */
  const due = (name: string, date: string) =>
    reports.add(name, {}, { timestamp: Date.parse(`${date}T01:00:00Z`), jobId: `${name}.${date}` });

  /** The files in the thread of an answer, as whoever opens them has them. */
  function filesOf({ channel, ts }: SandboxMessage) {
    return eventually(
      () => {
        const files = world
          .messages(channel)
          .filter(({ thread_ts }) => thread_ts === ts)
          .flatMap(({ files = [] }) => files)
          .map(({ id, name }) => ({
            name,
            bytes: world.slack.state.files.get(id)?.bytes ?? Buffer.alloc(0),
          }));
        return files.length === 2 ? files : undefined;
      },
      () => 'two files in the thread',
    );
  }

  /** Whether files of an answer were ever sent more than once. */
  const uploads = () => [...world.slack.state.files.values()].filter(({ shared }) => shared).length;

  it('is one card by system and support, worst first, with a picture and a table in its thread', async () => {
    await world.says(approver, 'fleet');

    const answer = await world.sees(ops, /14 instances in 3 regions/);
    expect(world.words(answer)).toMatch(/CentOS 7 *: 4 instances, support ended on/);
    expect(world.words(answer)).toMatch(/Needs attention first.*订单数据库.*shop-web-01/s);
    expect(world.buttons(answer)[0]).toBe('Plan replacement: 订单数据库');
    const [picture, sheet] = await filesOf(answer);
    expect(picture?.name).toMatch(/^fleet-\d{4}-\d\d-\d\d\.png$/);
    expect(picture?.bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(picture?.bytes.readUInt32BE(16)).toBe(1800);
    const rows = (sheet?.bytes.toString() ?? '').trimEnd().split('\r\n');
    expect(rows[0]).toMatch(/^\uFEFFinstance_id,name,region/);
    expect(rows).toHaveLength(15);
    expect(uploads()).toBe(2);
  });

  it('opens the form of a replacement for the instance of a button', async () => {
    const answer = await world.sees(ops, /14 instances in 3 regions/);

    await world.clicks(approver, answer, /订单数据库/);

    const view = await eventually(
      () => [...world.slack.state.views.values()].find((view) => JSON.stringify(view).includes('orderdb01')),
      () => 'the form',
    );
    expect(JSON.stringify(view)).toContain('i-bp1orderdb01h2z6y4c8');
  });

  it('is told in Chinese to who reads Chinese, and of one region when it is named', async () => {
    await world.says(asker, '巡检 --region cn-shanghai');

    const answer = await world.sees(ops, /1 个地域，共 4 台实例/);
    expect(world.words(answer)).toContain('已于');
  });

  it('names a region that gives no answer, and tells of the others', async () => {
    world.ecs.control.fault({
      action: 'DescribeInstances',
      region: 'ap-southeast-1',
      kind: 'error',
      code: 'Forbidden.RAM',
      status: 403,
      count: 100,
    });

    const answer = await eventually(
      async () => {
        await world.says(approver, 'fleet');
        return world.messages(ops).find((it) => /ap-southeast-1 *gave no answer/.test(world.words(it)));
      },
      () => 'an answer without Singapore',
    );
    world.ecs.control.clearFaults();
    expect(world.words(answer)).toMatch(/12 instances in 3 regions/);
    expect(world.words(answer)).toContain('ecs:DescribeInstances');
  });

  it('says to the asker what it is doing when ECS takes its time', async () => {
    await world.says(approver, 'fleet --region cn-shanghai');
    await eventually(
      async () => {
        world.ecs.control.fault({ action: 'DescribeInstances', kind: 'delay', ms: 2500, count: 1 });
        await world.says(approver, 'fleet --region cn-shanghai');
        return world
          .messages(ops)
          .find((it) => it.ephemeral_for && /Reading the instances/.test(world.words(it)));
      },
      () => 'a word in between',
    );
    world.ecs.control.clearFaults();
  });

  it('lists what is put off, with the reason, and asks for it no more', async () => {
    await world.says(stranger, 'snooze centos 7 --until 2030-01-01 --reason no');
    await world.sees(ops, /snooze.*operator/s, stranger);

    await world.says(approver, 'snooze CentOS 7.9 --until 2030-01-01 --reason "moves in spring"');
    await world.sees(ops, /CentOS 7 is snoozed until/);
    await world.says(approver, 'fleet');

    const answer = await world.sees(ops, /centos 7 *until.*by maya: moves in spring \(4 instances\)/s);
    expect(world.buttons(answer).join()).not.toContain('shop-web');
    await world.says(approver, 'snooze centos 7 --off');
    await world.sees(ops, /CentOS 7 is no longer snoozed/);
  });

  it('is reported every week where the settings say', async () => {
    await due('digest', '2026-11-30');

    const digest = await world.sees(reportsPlace, /本周巡检：共 14 台实例/);
    const [picture, sheet] = await filesOf(digest);
    expect([picture?.name, sheet?.name]).toEqual([
      expect.stringMatching(/\.png$/),
      expect.stringMatching(/\.csv$/),
    ]);
  });

  it('makes news when a system nears its end and when a family has a new build, each once', async () => {
    world.ecs.control.withdrawImage(newest);
    await eventually(
      async () => {
        await world.says(asker, 'recommend ubuntu');
        return world.messages(ops).at(-1)?.text.includes('Ubuntu') || undefined;
      },
      () => 'the catalog is read',
    );
    await due('watch', '2027-01-02');
    const first = await world.sees(reportsPlace, /操作系统动态/);
    expect(world.words(first)).toMatch(/Ubuntu 22.04.*还剩 89 天.*train-gpu/s);

    await due('watch', '2027-01-03');
    await due('watch', '2027-03-05');

    const second = await world.sees(reportsPlace, /还剩 27 天/);
    expect(world.words(second)).not.toContain(newest);
    const news = world.messages(reportsPlace).filter((it) => /操作系统动态/.test(world.words(it)));
    expect(news).toHaveLength(2);
  });

  it('keeps its reports on schedule', async () => {
    const schedulers = await reports.getJobSchedulers();

    expect(schedulers.map(({ key, pattern, tz }) => [key, pattern, tz])).toEqual(
      expect.arrayContaining([
        ['digest', '0 9 * * 1', 'Asia/Shanghai'],
        ['watch', '0 9 * * *', 'Asia/Shanghai'],
      ]),
    );
  });
});
