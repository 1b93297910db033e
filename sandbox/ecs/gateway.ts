import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Action, Body } from './action.ts';
import { actions } from './actions/index.ts';
import { EcsError, invalid, missing } from './errors.ts';
import type { Fault, Faults } from './faults.ts';
import type { Holds } from './holds.ts';
import type { Call, Ledger } from './ledger.ts';
import { readParameters } from './parameters.ts';
import type { World } from './world.ts';

export interface Answer {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

/** `drop`: the connection breaks without an answer. `hang`: it stays open for ever. */
export type Outcome = Answer | 'drop' | 'hang';

export interface Gateway {
  world: World;
  faults: Faults;
  holds: Holds;
  ledger: Ledger;
}

/** Takes a call whose signature is good through faults, checks, its effect and the points where a test may hold it. */
export async function pass(gateway: Gateway, name: string, query: [string, string][]): Promise<Outcome> {
  const { world, faults, ledger } = gateway;
  const call = ledger.open(world.clock.now(), name, query);
  const region = call.params.RegionId ?? call.params.regionId;
  const fault = faults.take(name, region, world.clock.now());
  try {
    const early = fault && (await strike(fault));
    if (early) return end(call, early);
    const body = await perform(gateway, call, query);
    if (body === undefined || fault?.kind === 'dropAfter') return end(call, 'drop');
    call.outcome = 'ok';
    return json(200, { RequestId: requestId(), ...body });
  } catch (cause) {
    return refusal(call, cause, fault);
  }
}

/** An error as ECS sends it. */
export function errorAnswer({ status, code, message }: EcsError, headers?: Record<string, string>): Answer {
  const id = requestId();
  const Recommend = `https://api.aliyun.com/troubleshoot?q=${code}&product=Ecs&requestId=${id}`;
  return json(
    status,
    { RequestId: id, HostId: 'ecs.sandbox', Code: code, Message: message, Recommend },
    headers,
  );
}

async function perform(gateway: Gateway, call: Call, query: [string, string][]): Promise<Body | undefined> {
  const { world, holds, ledger } = gateway;
  const { action: name, token, id } = call;
  const action = actions.get(name);
  if (!action) throw missing('InvalidApi.NotFound', `Specified api is not found: ${name}.`);
  const parameters = readParameters(name, action.input, query);
  const region = call.params.RegionId ?? call.params.regionId;
  if (region) world.region(region);

  const here = { action: name, call: id, ...(token && { token }) };
  if ((await holds.reach({ ...here, when: 'before' })) === 'lost') return undefined;
  world.clock.settle();
  const body = ledger.answered(name, token, query) ?? act(gateway, action, call, parameters, query);
  await holds.reach({ ...here, when: 'after' });
  return body;
}

/** Checks, then (unless this is a dry run) the effect: in one go, so no other call sees half of it. */
function act(
  { world, ledger }: Gateway,
  action: Action,
  call: Call,
  parameters: unknown,
  query: [string, string][],
): Body {
  const done = action.run(parameters, world);
  if (call.params.DryRun === 'true') throw invalid('DryRunOperation');
  if (typeof done !== 'function') return done;
  const body = done();
  ledger.effect(call);
  ledger.remember(action.name, call.token, query, body);
  return body;
}

async function strike({ kind, code, message, status, ms = 1000 }: Fault): Promise<Outcome | undefined> {
  if (kind === 'delay') await sleep(ms);
  if (kind === 'hang') return 'hang';
  if (kind === 'dropBefore') return 'drop';
  if (kind === 'html502') {
    return {
      status: 502,
      body: '<html><body><h1>502 Bad Gateway</h1></body></html>',
      headers: { 'content-type': 'text/html' },
    };
  }
  if (kind === 'throttle' || kind === 'limit') {
    throw invalid(code ?? 'Throttling.User', message ?? 'Request was denied due to user flow control.');
  }
  if (kind === 'error') {
    throw new EcsError(
      status ?? (code ? 400 : 500),
      code ?? 'InternalError',
      message ?? 'The request processing has failed due to some unknown error.',
    );
  }
  return undefined;
}

function refusal(call: Call, cause: unknown, fault: Fault | undefined): Answer {
  // Anything that is not a refusal is a mistake in the sandbox: loud, so that no test passes over it.
  if (!(cause instanceof EcsError)) console.error(`sandbox ECS: ${call.action}`, cause);
  const error = cause instanceof EcsError ? cause : new EcsError(500, 'InternalError', String(cause));
  call.outcome = error.code;
  const wait = fault?.kind === 'throttle' ? fault.retryAfterMs : undefined;
  return errorAnswer(error, wait === undefined ? undefined : { 'x-acs-retry-after': String(wait) });
}

function end(call: Call, outcome: Outcome): Outcome {
  call.outcome = outcome === 'drop' ? 'dropped' : outcome === 'hang' ? 'hang' : 'html502';
  return outcome;
}

function json(status: number, body: Body, headers: Record<string, string> = {}): Answer {
  return {
    status,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json;charset=utf-8', ...headers },
  };
}

function requestId(): string {
  return randomUUID().toUpperCase();
}
