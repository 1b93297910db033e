import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asker, eventually, ops, startWorld, type World } from '../support/world.ts';

describe('/ecs-image fleet', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  }, 60_000);
  afterAll(() => world.stop());

  /** The files in the thread of an answer, as whoever opens them has them. */
  async function filesOf(answer: { ts: string }, count: number) {
    return eventually(
      () => {
        const files = world
          .messages(ops)
          .filter(({ thread_ts }) => thread_ts === answer.ts)
          .flatMap(({ files = [] }) => files)
          .map(({ id, name }) => ({ name, bytes: world.slack.state.files.get(id)?.bytes ?? Buffer.alloc(0) }));
        return files.length >= count ? files : undefined;
      },
      () => `${count} files in the thread`,
    );
  }

  it('tells what runs by system and support, worst first, with a picture and a table in its thread', async () => {
    await world.says(asker, 'fleet');

    const answer = await world.sees(ops, /3 个地域，共 14 台实例/);
    const words = world.words(answer);
    expect(words).toMatch(/CentOS 7 *：4 台，已于/);
    expect(words).toContain('legacy-billing');
    const [picture, sheet] = await filesOf(answer, 2);
    expect(picture?.name).toMatch(/^fleet-\d{4}-\d\d-\d\d\.png$/);
    expect(picture?.bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(picture?.bytes.readUInt32BE(16)).toBe(1800);
    const rows = (sheet?.bytes.toString() ?? '').trim().split('\r\n');
    expect(rows).toHaveLength(15);
    expect(rows[0]).toMatch(/^\uFEFFinstance_id,name,region/);
  });
});
