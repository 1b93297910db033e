import type { Delivery, Json } from './api.ts';
import type { Faults } from './faults.ts';
import { newId } from './ids.ts';
import type { Links } from './links.ts';
import { parsed } from '../slack/http.ts';
import { keep, type State } from './state.ts';

export const topics = {
  robot: '/v1.0/im/bot/messages/get',
  card: '/v1.0/card/instances/callback',
} as const;

export interface Courier {
  /** Resolves when the robot acknowledged, or when patience ended; redeliveries go on behind it. */
  message(msgId: string, data: Json): Promise<Delivery>;
  /** A card callback is pushed once and waited for 2 s. */
  card(outTrackId: string, data: Json): Promise<Delivery>;
}

/** One frame's whole story: every push of it. */
interface Story {
  topic: string;
  id: string;
  data: Json;
  answered: boolean;
}

/** Brings frames to the robot: at least once when it does not acknowledge, never when no link is there. */
export function createCourier(state: State, faults: Faults, links: Links): Courier {
  const waiting = new Map<string, { delivery: Delivery; story: Story; since: number; settle: () => void }>();

  links.listen({
    acked(messageId, frame) {
      const waited = waiting.get(messageId);
      if (!waited || faults.loseAck()) return;
      waiting.delete(messageId);
      const { delivery, story, since, settle } = waited;
      const inTime = delivery.outcome === 'pending';
      story.answered = true;
      delivery.ackedAt = state.now();
      delivery.latencyMs = performance.now() - since;
      delivery.ackCode = Number(frame.code);
      delivery.ackData = typeof frame.data === 'string' ? (parsed(frame.data) ?? frame.data) : frame.data;
      delivery.outcome = frame.code !== 200 ? 'refused' : inTime ? 'acked' : 'late';
      state.emit({ type: 'delivery', delivery });
      settle();
    },
    gone(connection) {
      for (const [messageId, { delivery, settle }] of waiting) {
        if (delivery.connection !== connection) continue;
        waiting.delete(messageId);
        if (delivery.outcome === 'pending') end(delivery, 'lost');
        settle();
      }
    },
  });

  function end(delivery: Delivery, outcome: Delivery['outcome']) {
    delivery.outcome = outcome;
    state.emit({ type: 'delivery', delivery });
  }

  function push(story: Story, attempt: number): { delivery: Delivery; settled: Promise<void> } {
    const messageId = newId();
    const delivery: Delivery = {
      messageId,
      topic: story.topic,
      id: story.id,
      attempt,
      connection: null,
      data: story.data,
      sentAt: state.now(),
      ackedAt: null,
      latencyMs: null,
      ackCode: null,
      ackData: null,
      outcome: 'pending',
    };
    keep(state.deliveries, delivery);
    const since = performance.now();
    const connection = links.push(story.topic, messageId, story.data);
    if (!connection) {
      end(delivery, 'undeliverable');
      return { delivery, settled: Promise.resolve() };
    }
    delivery.connection = connection;
    const settled = new Promise<void>((settle) =>
      waiting.set(messageId, { delivery, story, since, settle }),
    );
    state.emit({ type: 'delivery', delivery });
    return { delivery, settled };
  }

  /** Whichever is first: the answer, or the end of patience. */
  async function hand(story: Story, attempt: number, patience: number): Promise<Delivery> {
    const { delivery, settled } = push(story, attempt);
    let callOff = () => {};
    const expired = new Promise<void>((resolve) => {
      callOff = state.later(patience, () => {
        if (delivery.outcome === 'pending') end(delivery, 'timeout');
        resolve();
      });
    });
    await Promise.race([settled, expired]);
    callOff();
    return delivery;
  }

  return {
    async message(id, data) {
      const story: Story = { topic: topics.robot, id, data, answered: false };
      const { patience, redeliver } = state.timings;
      const first = hand(story, 0, patience);
      if (faults.duplicate()) void hand(story, 0, patience);
      // Without a link the frame is gone for good: nobody was there to be told again.
      if (state.deliveries.at(-1)?.outcome === 'undeliverable') return first;
      for (const [index, wait] of redeliver.entries()) {
        state.later(wait, () => {
          if (!story.answered) void hand(story, index + 1, patience);
        });
      }
      return first;
    },
    card: (id, data) =>
      hand({ topic: topics.card, id, data, answered: false }, 0, state.timings.cardAck),
  };
}
