import { describe, expect, it } from '@jest/globals';
import { lanes, twentyAMinute } from '../../../src/chat/dingtalk/pace.ts';

describe('our own limit', () => {
  it('lets no more than twenty through in any minute', async () => {
    /** A second goes by in a millisecond. */
    const now = () => performance.now() * 1000;
    const slots = new Map<string, number>();
    const taken: number[] = [];
    const pace = async (name: string, ms: number) => {
      const at = now();
      const until = slots.get(name) ?? 0;
      if (until > at) return Math.ceil((until - at) / 1000);
      slots.set(name, at + ms);
      taken.push(at);
      return true as const;
    };

    for (let i = 0; i < 41; i++) await twentyAMinute(pace, 'group', new AbortController().signal);

    const minutes = taken.slice(20).map((at, i) => at - (taken[i] ?? 0));
    expect(minutes.every((apart) => apart >= 60_000)).toBe(true);
  });
});

describe('a lane', () => {
  const turn = async () => false;

  it('keeps the order, one after another', async () => {
    const sent: string[] = [];
    const say = lanes<string, void>({
      turn,
      mergeable: () => true,
      async send([item, ...others]) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        sent.push([item, ...others].join('+'));
      },
    });

    await Promise.all(['a', 'b', 'c'].map((item) => say('lane', item)));

    expect(sent).toEqual(['a', 'b', 'c']);
  });

  it('goes on after something failed, which only its own sender hears', async () => {
    const say = lanes<string, string>({
      turn,
      mergeable: () => true,
      async send([item]) {
        if (item === 'bad') throw new Error('refused');
        return item;
      },
    });

    const outcomes = await Promise.allSettled(['bad', 'good'].map((item) => say('lane', item)));

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });

  it('never merges what people have to answer', async () => {
    const sent: string[] = [];
    let first = true;
    const say = lanes<string, void>({
      turn: async () => !first,
      mergeable: (item) => item !== 'prompt',
      async send(items) {
        first = false;
        sent.push(items.join('+'));
      },
    });

    await Promise.all(['a', 'b', 'c', 'prompt', 'd'].map((item) => say('lane', item)));

    expect(sent).toEqual(['a', 'b+c', 'prompt', 'd']);
  });
});
