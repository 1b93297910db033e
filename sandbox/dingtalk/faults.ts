import type { Fault } from './api.ts';

type Of<On extends Fault['on']> = Extract<Fault, { on: On }>;
export type CallFault = Of<'call'>;
export type LinkFault = Of<'link'>;

/** Faults waiting to happen, each spent after its count; what is done to a link is done at once, by `act`. */
export interface Faults {
  add(fault: Fault): void;
  clear(): void;
  open(): Of<'open'>['do'] | undefined;
  upgrade(): boolean;
  call(path: string): CallFault | undefined;
  qps(path: string): boolean;
  /** Whether to push twice. */
  duplicate(): boolean;
  /** Whether this acknowledgement gets lost. */
  loseAck(): boolean;
}

export function createFaults(act: (fault: LinkFault) => void): Faults {
  let waiting: { fault: Fault & { count?: number }; left: number }[] = [];

  function take<On extends Fault['on']>(on: On, fits: (fault: Of<On>) => boolean = () => true) {
    const entry = waiting.find(({ fault }) => fault.on === on && fits(fault as Of<On>));
    if (!entry) return undefined;
    entry.left -= 1;
    waiting = waiting.filter(({ left }) => left > 0);
    return entry.fault as Of<On>;
  }
  const onPath = (path: string) => (fault: { path: string }) => fault.path === path || fault.path === '*';

  return {
    add(fault) {
      if (fault.on === 'link') return act(fault);
      waiting.push({ fault, left: fault.count === 0 ? Number.POSITIVE_INFINITY : (fault.count ?? 1) });
    },
    clear() {
      waiting = [];
    },
    open: () => take('open')?.do,
    upgrade: () => take('upgrade') !== undefined,
    call: (path) => take('call', onPath(path)),
    qps: (path) => take('qps', onPath(path)) !== undefined,
    duplicate: () => take('push') !== undefined,
    loseAck: () => take('ack') !== undefined,
  };
}
