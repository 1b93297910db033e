import { randomUUID } from 'node:crypto';
import type { Delivery, Json, PayloadKind } from './api.ts';
import type { DeliverFault, Faults } from './faults.ts';
import { longestLog, type State } from './state.ts';

/** How a payload went: what the app answered, or why it could not. */
export interface Answer {
  outcome: 'acked' | 'refused' | 'undeliverable' | 'lost';
  ack?: unknown;
  status?: number;
  noRetry?: boolean;
}

export interface Parcel {
  delivery: Delivery;
  retryReason?: string;
  fault?: DeliverFault['do'];
  /** HTTP mode: the second this is signed at. */
  signedAt: number;
}

/** Brings one payload to the app. May answer long after Slack stopped waiting. */
type Transport = (parcel: Parcel) => Promise<Answer>;

export interface Courier {
  /** Resolves when the app answered, or when Slack's patience ended; retries of events go on behind it. */
  deliver(kind: PayloadKind, payload: Json): Promise<Delivery>;
  stop(): void;
}

export function createCourier(
  state: State,
  faults: Faults,
  transports: Record<'socket' | 'http', Transport>,
): Courier {
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
    return timer;
  };

  async function attempt(
    kind: PayloadKind,
    payload: Json,
    retry = 0,
    retryReason?: string,
  ): Promise<Delivery> {
    const via = state.mode.mode;
    const fault = faults.deliver(via);
    const signedAt = Math.floor(Date.now() / 1000);
    const again = () => open(kind, via, payload, retry);
    const parcel = { delivery: again(), retryReason, fault, signedAt };
    if (fault === 'duplicate') void hand({ ...parcel, delivery: again(), signedAt: signedAt + 1 });
    const noRetry = await hand(parcel);
    if (fault === 'replay') await hand({ ...parcel, delivery: again() });
    if (kind === 'events_api' && parcel.delivery.outcome !== 'acked' && !noRetry) {
      retryLater(payload, retry, retryReasonOf(parcel.delivery));
    }
    return parcel.delivery;
  }

  function retryLater(payload: Json, retry: number, reason: string) {
    const wait = state.timings.retries[retry];
    if (wait === undefined || stopped) return;
    after(wait, () => void attempt('events_api', payload, retry + 1, reason));
  }

  function open(kind: PayloadKind, via: 'socket' | 'http', payload: Json, retryAttempt: number): Delivery {
    const delivery: Delivery = {
      id: randomUUID(),
      kind,
      via,
      payload,
      retryAttempt,
      deliveredAt: Date.now(),
      ackedAt: null,
      latencyMs: null,
      ack: null,
      outcome: 'pending',
    };
    state.deliveries.push(delivery);
    if (state.deliveries.length > longestLog) state.deliveries.shift();
    state.emit({ type: 'delivery', delivery });
    return delivery;
  }

  /** Waits for the answer or the end of patience, whichever is first; a late answer is still written down. */
  async function hand(parcel: Parcel): Promise<boolean> {
    const { delivery } = parcel;
    const started = performance.now();
    let noRetry = false;
    const answered =
      parcel.fault === 'drop'
        ? new Promise<void>(() => {})
        : transports[delivery.via](parcel).then((answer) => {
            noRetry = answer.noRetry ?? false;
            delivery.latencyMs = performance.now() - started;
            delivery.status = answer.status;
            if (answer.outcome === 'acked') {
              delivery.ackedAt = Date.now();
              delivery.ack = answer.ack ?? null;
            }
            const late = delivery.outcome === 'timeout';
            if (!late) delivery.outcome = answer.outcome;
            else if (answer.outcome === 'acked') delivery.outcome = 'late';
            state.emit({ type: 'delivery', delivery });
          });
    let patience: NodeJS.Timeout | undefined;
    const expired = new Promise<void>((resolve) => {
      patience = after(state.timings.ack, () => {
        delivery.outcome = parcel.fault === 'drop' ? 'dropped' : 'timeout';
        state.emit({ type: 'delivery', delivery });
        resolve();
      });
    });
    await Promise.race([answered, expired]);
    clearTimeout(patience);
    if (patience) timers.delete(patience);
    return noRetry;
  }

  return {
    // A copy: the log shows what was sent, whatever becomes of the message.
    deliver: (kind, payload) => attempt(kind, structuredClone(payload)),
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

const retryReasonOf = ({ outcome, via }: Delivery): string => {
  if (outcome === 'refused') return 'http_error';
  return via === 'http' ? 'http_timeout' : 'timeout';
};
