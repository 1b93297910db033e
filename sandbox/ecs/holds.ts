/** Where a call is to be held: before its effect, or after it and before its answer. */
export interface Hook {
  action: string;
  when: 'before' | 'after';
}

/** A call that stands still until released; by then its caller may be gone. */
export interface Held extends Hook {
  call: number;
  token?: string;
}

/** Lets a test stop a call at an exact point, learn that it got there, and kill whoever made it. */
export class Holds {
  readonly #hooks: Hook[] = [];
  readonly #held = new Map<number, Held & { go(how: 'on' | 'lost'): void }>();

  /** Holds the next call of the action. */
  add({ action, when }: Hook): void {
    this.#hooks.push({ action, when });
  }

  list(): Held[] {
    return [...this.#held.values()].map(({ go: _, ...held }) => held);
  }

  /**
   * Lets everything held go on, as if nothing had been; also takes back hooks that nobody has met.
   * `lost` lets a call held before its effect vanish as if it had never reached ECS.
   */
  release({ lost = false }: { lost?: boolean } = {}): void {
    this.#hooks.length = 0;
    for (const { go } of this.#held.values()) go(lost ? 'lost' : 'on');
  }

  /** Called by the gateway when a call gets to a point; resolves at once unless a hook waits there. */
  async reach(here: Held): Promise<'on' | 'lost'> {
    const index = this.#hooks.findIndex(({ action, when }) => action === here.action && when === here.when);
    if (index < 0) return 'on';
    this.#hooks.splice(index, 1);
    const how = await new Promise<'on' | 'lost'>((go) => this.#held.set(here.call, { ...here, go }));
    this.#held.delete(here.call);
    return how;
  }
}
