/** Something to go wrong on the wire or at the gateway. Times `ms` are real, `forMs` is sandbox time. */
export interface Fault {
  /** Absent: any action. */
  action?: string;
  region?: string;
  kind: 'throttle' | 'limit' | 'error' | 'html502' | 'hang' | 'dropBefore' | 'dropAfter' | 'delay';
  /** For `error`; default InternalError. */
  code?: string;
  message?: string;
  /** For `error`; default 500 when no code is given, else 400. */
  status?: number;
  /** For `delay`. */
  ms?: number;
  /** For `throttle`: sent as `x-acs-retry-after`. */
  retryAfterMs?: number;
  /** For `limit`: calls per region, action and sandbox minute. */
  perMinute?: number;
  /** How many calls it hits; default 1, but no bound with `forMs` or `limit`. */
  count?: number;
  forMs?: number;
}

/** The faults that wait for their call, first asked first served. */
export class Faults {
  #waiting: { fault: Fault; left: number; until: number }[] = [];
  readonly #spent = new Map<string, { minute: number; calls: number }>();

  add(fault: Fault, now: number): void {
    const bounded = fault.forMs === undefined && fault.kind !== 'limit';
    const left = fault.count ?? (bounded ? 1 : Number.POSITIVE_INFINITY);
    this.#waiting.push({
      fault,
      left,
      until: fault.forMs === undefined ? Number.POSITIVE_INFINITY : now + fault.forMs,
    });
  }

  clear(): void {
    this.#waiting = [];
    this.#spent.clear();
  }

  /** The fault that hits this call, used up by one. */
  take(action: string, region: string | undefined, now: number): Fault | undefined {
    this.#waiting = this.#waiting.filter(({ left, until }) => left > 0 && until > now);
    const hit = this.#waiting.find(
      ({ fault }) =>
        (!fault.action || fault.action === action) &&
        (!fault.region || fault.region === region) &&
        (fault.kind !== 'limit' || this.#exceeds(fault, `${region}/${action}`, now)),
    );
    if (hit) hit.left -= 1;
    return hit?.fault;
  }

  /** ECS blocks an exhausted action until the next minute begins. */
  #exceeds({ perMinute = 60 }: Fault, key: string, now: number): boolean {
    const minute = Math.floor(now / 60_000);
    const spent = this.#spent.get(key);
    const calls = spent?.minute === minute ? spent.calls + 1 : 1;
    this.#spent.set(key, { minute, calls });
    return calls > perMinute;
  }
}
