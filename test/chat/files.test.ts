import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keep } from '../../handlers/enclosures.ts';
import { dispatcher } from '../../jobs/start.ts';
import { outboxWorker } from '../../src/chat/outbox.ts';
import { type ChatPlatform, PaceError, type Place, UndeliverableError } from '../../src/chat/platform.ts';
import { translator } from '../../src/i18n/index.ts';
import { plain } from '../../src/i18n/text.ts';
import { createLog } from '../../src/log.ts';
import { createStore } from '../../src/store/index.ts';
import { patientRedis } from '../../src/store/redis.ts';
import { ownRedis } from '../support/redis.ts';
import { eventually } from '../support/world.ts';

const log = createLog('silent', 'test');
const place = { platform: 'slack', id: 'T0001:C0001' };
const asker = { platform: 'slack', id: 'T0001:U0001', name: 'xiaoyu' };

describe('the files of an answer', () => {
  let own: Awaited<ReturnType<typeof ownRedis>>;
  let said: string[];
  /** What the chat throws at the next uploads, one by one. */
  let refusals: (Error | undefined)[];
  let close: () => Promise<void>;
  let answer: () => Promise<void>;
  beforeEach(async () => {
    own = await ownRedis();
    said = [];
    refusals = [];
    const store = createStore(own.redis);
    const dispatch = dispatcher(own.redis, store, log);
    const blocking = patientRedis(own.url, log);
    const worker = outboxWorker(
      blocking,
      {
        store,
        platforms: new Map([['slack', chat()]]),
        log,
        moved: async () => {},
        render: async (letter) => (letter.kind === 'answer' ? letter : undefined),
      },
      async () => {},
    );
    close = async () => {
      await worker.close();
      await dispatch.close();
      blocking.disconnect();
    };
    answer = async () => {
      const attached = ['fleet.png', 'fleet.csv'].map((name) => ({
        name,
        title: name,
        content: Buffer.from(name),
      }));
      const files = await keep(store.files, 'in-1', attached, translator('en'));
      const letter = { thread: 'thread-1', key: 'answer', place, asker, incoming: 'in-1', files };
      await store.outbox.push({ ...letter, kind: 'answer', card: { title: 'Fleet' } }, 'in-1');
      await dispatch.tell([letter]);
    };
  });
  afterEach(async () => {
    await close();
    await own.stop();
  });

  /** A chat that notes what it is given. */
  function chat(): ChatPlatform {
    const where = ({ thread }: Place) => thread ?? 'root';
    const taking = {
      async post(to: Place, { title }: { title: Parameters<typeof plain>[0] }) {
        said.push(`${where(to)}: ${plain(title)}`);
        return { place: to, ref: '1.0' };
      },
      async file(to: Place, { name, content }: { name: string; content: Buffer }) {
        const refusal = refusals.shift();
        if (refusal) throw refusal;
        said.push(`${where(to)}: ${name} ${content}`);
      },
    };
    return taking as unknown as ChatPlatform;
  }

  const becomes = (lines: string[]) =>
    eventually(
      () => (said.length >= lines.length ? (expect(said).toEqual(lines) ?? true) : undefined),
      () => said.join('\n'),
    );

  it('come after it, in its thread, in their order', async () => {
    await answer();

    await becomes(['root: Fleet', '1.0: fleet.png fleet.png', '1.0: fleet.csv fleet.csv']);
  });

  it('wait where the chat asks to, without the answer being said again', async () => {
    refusals = [new PaceError(50), new PaceError(50)];

    await answer();

    await becomes(['root: Fleet', '1.0: fleet.png fleet.png', '1.0: fleet.csv fleet.csv']);
  });

  it('are named where the chat does not take them, with a way to get them', async () => {
    refusals = [new UndeliverableError('not_in_channel')];

    await answer();

    await becomes([
      'root: Fleet',
      expect.stringMatching(
        /^1\.0: The file fleet\.png could not be put here\. Invite me/,
      ) as unknown as string,
      '1.0: fleet.csv fleet.csv',
    ]);
  });
});
