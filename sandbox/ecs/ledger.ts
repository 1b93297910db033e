import { createHash } from 'node:crypto';
import type { Body } from './action.ts';
import { denied } from './errors.ts';

/** One call as it was received, without secrets. */
export interface Call {
  id: number;
  /** Sandbox time. */
  at: number;
  action: string;
  params: Record<string, string>;
  token?: string;
  /** `ok`, an error code, or what became of the connection (`html502`, `hang`, `dropped`); absent while it runs. */
  outcome?: string;
  /** Whether it changed the world. */
  effect: boolean;
}

const SECRETS = new Set(['Password', 'UserData']);

/** A demo runs for days: older calls than these are forgotten, their effects are not. */
const KEPT = 5000;

/** What was asked, what it did, and the memory behind ClientToken. */
export class Ledger {
  readonly calls: Call[] = [];
  readonly #effects: Record<string, { count: number; tokens: string[] }> = {};
  readonly #answers = new Map<string, { digest: string; body: Body }>();
  #opened = 0;

  open(at: number, action: string, query: [string, string][]): Call {
    const params = Object.fromEntries(
      query.map(([name, value]) => [name, SECRETS.has(name) ? '***' : value]),
    );
    const token = params.ClientToken;
    this.#opened += 1;
    const call: Call = { id: this.#opened, at, action, params, ...(token && { token }), effect: false };
    if (this.calls.push(call) > KEPT) this.calls.shift();
    return call;
  }

  /** Notes that a call has changed the world. */
  effect(call: Call): void {
    call.effect = true;
    const { action, token = '' } = call;
    this.#effects[action] ??= { count: 0, tokens: [] };
    this.#effects[action].count += 1;
    this.#effects[action].tokens.push(token);
  }

  /** Per action: how often the world was changed, and with which tokens (`''` for none). */
  effects(): Record<string, { count: number; tokens: string[] }> {
    return structuredClone(this.#effects);
  }

  /**
   * The first answer given to this token, if there was one.
   * @throws EcsError IdempotentParameterMismatch when it was given to other parameters
   */
  answered(action: string, token: string | undefined, query: [string, string][]): Body | undefined {
    const first = token ? this.#answers.get(`${action}/${token}`) : undefined;
    if (!first) return undefined;
    if (first.digest === digest(query)) return first.body;
    throw denied(
      'IdempotentParameterMismatch',
      'The request uses the same client token as an earlier one, but other parameters.',
    );
  }

  remember(action: string, token: string | undefined, query: [string, string][], body: Body): void {
    if (token) this.#answers.set(`${action}/${token}`, { digest: digest(query), body });
  }
}

function digest(query: [string, string][]): string {
  const rows = query.filter(([name]) => name !== 'ClientToken').sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}
