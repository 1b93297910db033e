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

/** What was asked, what it did, and the memory behind ClientToken. */
export class Ledger {
  readonly calls: Call[] = [];
  readonly #answers = new Map<string, { digest: string; body: Body }>();

  open(at: number, action: string, query: [string, string][]): Call {
    const params = Object.fromEntries(
      query.map(([name, value]) => [name, SECRETS.has(name) ? '***' : value]),
    );
    const token = params.ClientToken;
    const call: Call = {
      id: this.calls.length + 1,
      at,
      action,
      params,
      ...(token && { token }),
      effect: false,
    };
    this.calls.push(call);
    return call;
  }

  /** Per action: how often the world was changed, and with which tokens (`''` for none). */
  effects(): Record<string, { count: number; tokens: string[] }> {
    const all: Record<string, { count: number; tokens: string[] }> = {};
    for (const { action, effect, token = '' } of this.calls) {
      if (!effect) continue;
      all[action] ??= { count: 0, tokens: [] };
      all[action].count += 1;
      all[action].tokens.push(token);
    }
    return all;
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
