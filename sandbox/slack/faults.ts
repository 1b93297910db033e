import type { Fault } from './api.ts';

type Of<On extends Fault['on']> = Extract<Fault, { on: On }>;
export type CallFault = Of<'call'>;
export type DeliverFault = Of<'deliver'>;

/** Faults waiting to happen, each spent after its count. Sockets and tiers are acted on at once, by `act`. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  call(method: string): CallFault | undefined;
  /** Whether the next connection is to fail in this way. */
  connect(refuse: Of<'connect'>['refuse']): boolean;
  deliver(via: 'socket' | 'http'): DeliverFault['do'] | undefined;
}

export function createFaults(act: (fault: Of<'socket'> | Of<'tiers'>) => void): Faults {
  let waiting: { fault: CallFault | DeliverFault | Of<'connect'>; left: number }[] = [];
  const take = <F extends Fault>(wanted: (fault: Fault) => fault is F): F | undefined => {
    for (const entry of waiting) {
      const { fault } = entry as { fault: Fault };
      if (!wanted(fault)) continue;
      entry.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return fault;
    }
    return undefined;
  };
  return {
    add(fault) {
      if (fault.on === 'socket' || fault.on === 'tiers') act(fault);
      else waiting.push({ fault, left: fault.count === 0 ? Number.POSITIVE_INFINITY : (fault.count ?? 1) });
    },
    clear() {
      waiting = [];
      act({ on: 'tiers', enabled: false });
    },
    call: (method) =>
      take(
        (fault): fault is CallFault =>
          fault.on === 'call' && (fault.method === method || fault.method === '*'),
      ),
    connect: (refuse) =>
      take((fault): fault is Of<'connect'> => fault.on === 'connect' && fault.refuse === refuse) !==
      undefined,
    deliver: (via) =>
      take(
        (fault): fault is DeliverFault =>
          fault.on === 'deliver' && (via === 'http' || fault.do === 'drop' || fault.do === 'duplicate'),
      )?.do,
  };
}
