import { parsed } from '../slack/http.ts';
import type { Delivery, Json } from './api.ts';
import type { Faults } from './faults.ts';
import { newId } from './ids.ts';
import type { Links } from './links.ts';
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
  /** Nothing that waits for its redelivery is pushed again. */
  forget(): void;
}

/** One frame's whole story: every push of it. */
interface Story {
  topic: string;
  id: string;
  data: Json;
}

interface Pushed {
  delivery: Delivery;
  settled: Promise<void>;
}

/** Brings frames to the robot: at least once when it does not acknowledge, never when no link is there. */
export function createCourier(state: State, faults: Faults, links: Links): Courier {
  const waiting = new Map<string, { delivery: Delivery; story: Story; since: number; settle: () => void }>();

  /** Not acknowledged yet. */
  let underWay = new Set<Story>();

  links.listen({
    acked(messageId, frame) {
      const waited = waiting.get(messageId);
      if (!waited || faults.loseAck()) return;
      waiting.delete(messageId);
      const { delivery, story, since, settle } = waited;
      const inTime = delivery.outcome === 'pending';
      underWay.delete(story);
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

  function push(story: Story, attempt: number): Pushed {
    const messageId = newId();
    const connection = links.push(story.topic, messageId, story.data) ?? null;
    const delivery: Delivery = {
      messageId,
      topic: story.topic,
      id: story.id,
      attempt,
      connection,
      data: story.data,
      sentAt: state.now(),
      ackedAt: null,
      latencyMs: null,
      ackCode: null,
      ackData: null,
      outcome: connection ? 'pending' : 'undeliverable',
    };
    keep(state.deliveries, delivery);
    state.emit({ type: 'delivery', delivery });
    const settled = new Promise<void>((settle) => {
      if (!connection) return settle();
      waiting.set(messageId, { delivery, story, since: performance.now(), settle });
    });
    return { delivery, settled };
  }

  /** Waits for the answer or the end of patience, whichever is first. */
  async function patiently({ delivery, settled }: Pushed, patience: number): Promise<Delivery> {
    let callOff = () => {};
    const expired = new Promise<void>((resolve) => {
      callOff = state.really(patience, () => {
        if (delivery.outcome === 'pending') end(delivery, 'timeout');
        resolve();
      });
    });
    await Promise.race([settled, expired]);
    callOff();
    return delivery;
  }

  return {
    message(id, data) {
      const { patience, redeliver } = state.timings;
      const story: Story = { topic: topics.robot, id, data };
      underWay.add(story);
      const first = push(story, 0);
      if (faults.duplicate()) void patiently(push(story, 0), patience);
      // Without a link it is gone for good: pushing again is for frames that were sent.
      const again = first.delivery.connection ? redeliver : [];
      for (const [index, wait] of again.entries()) {
        state.later(wait, () => {
          if (underWay.has(story)) void patiently(push(story, index + 1), patience);
        });
      }
      return patiently(first, patience);
    },
    card(id, data) {
      const story: Story = { topic: topics.card, id, data };
      return patiently(push(story, 0), state.timings.cardAck);
    },
    forget() {
      underWay = new Set();
    },
  };
}
