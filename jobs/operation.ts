import type { z } from 'zod';
import type { Block, Card } from '../src/chat/card.ts';
import type { Ecs } from '../src/ecs/index.ts';
import type { LookKind, Seen } from '../src/ecs/look.ts';
import type { Translate } from '../src/i18n/index.ts';
import type { Words } from '../src/i18n/text.ts';

export const minutes = 60_000;
export const hours = 60 * minutes;

export type StepContext<Input, State> = {
  ecs: Ecs;
  /** The request's id; also the value of the tag on everything it creates. */
  id: string;
  input: Input;
  /** What the steps so far have learned: a step may rely on what those before it return. */
  state: State;
  /** The ClientToken of this step, the same after every crash. */
  token: string;
  now: number;
  settings: OperationSettings;
};

export type OperationSettings = { backupKeepMs: number };

type Common<Input, State> = {
  /** `step.<name>` in the catalogs is its title. Commands are verbs, waits are the state waited for. */
  name: string;
  skip?(context: Pick<StepContext<Input, State>, 'input' | 'state'>): boolean;
  /** The run goes on without it when it is refused, fails, or takes too long. */
  orElse?: 'skip';
};

/** Does a thing once. It may be attempted twice: `token` or `already` make that harmless. */
export type RunStep<Input, State> = Common<Input, State> & {
  run(context: StepContext<Input, State>): Promise<Partial<State> | undefined>;
  /** For API actions without a ClientToken: reads the state first; what it returns counts as this step's result. */
  already?(context: StepContext<Input, State>): Promise<Partial<State> | undefined>;
  /** From the moment this step is tried there is no way back: a cancel comes too late. */
  irreversible?: true;
};

/** Names what must become so. While it waits the operation costs no job; one poller asks about many at once. */
export type UntilStep<Input, State> = Common<Input, State> & {
  until(context: Pick<StepContext<Input, State>, 'input' | 'state'>): Watch;
  /** True when it has become so; a `UserError` when it never will. Pure. `seen` is undefined when ECS knows no such thing. */
  test(seen: Seen | undefined, context: Pick<StepContext<Input, State>, 'input' | 'state'>): boolean;
  /** What to remember of what was seen. */
  keep?(seen: Seen): Partial<State>;
  /** From the first look to the slowest, in multiples of `ECS_POLL_SECONDS`. */
  every: readonly [first: number, slowest: number];
  /** Milliseconds; past it a person is asked what to do, or the run goes on without it. */
  within: number;
  /** Offered when it takes too long: back to an earlier step with this added to the state. */
  force?: { to: string; state: Partial<State> };
};

/** `steps`: names of those that were begun, for the last one may have had its effect without our knowing. */
export type Tried<Input, State> = { input: Input; state: State; steps: string[] };

type Watch = { kind: LookKind; region: string; id: string };
export type Step<Input, State> = RunStep<Input, State> | UntilStep<Input, State>;

export type Operation<Input = unknown, State = unknown> = {
  name: string;
  version: number;
  approval: 'required' | 'none';
  input: z.ZodType<Input>;
  state: z.ZodType<State>;
  holds(input: Input): string[];
  steps: Step<Input, State>[];
  /** Run after a failure or a cancel while `needed` says so; then the request ends as failed or cancelled. */
  recovery?: {
    needed(tried: Tried<Input, State>): boolean;
    steps: Step<Input, State>[];
    /** What people are told once it is done; by default that all is as it was found. */
    told?: 'import.recovered';
  };
  /** One line: what is to be done to what. */
  summary(input: Input, t: Translate): Words;
  /** What a person has to know before deciding. */
  brief(input: Input, t: Translate): Block[];
  result(input: Input, state: State, t: Translate): Pick<Card, 'title' | 'body' | 'buttons'>;
};

/** Declares an operation; the engine handles all of them as `Operation`, whatever their input and state. */
export function operation<Input, State>(declared: Operation<Input, State>): Operation {
  return declared as unknown as Operation;
}

/** Thrown by a step that made the plan again and found another one: back to the approvers. */
export class PlanChanged extends Error {
  override readonly name = 'PlanChanged';
  readonly plan: Record<string, unknown>;

  constructor(plan: Record<string, unknown>) {
    super('the plan has changed since it was approved');
    this.plan = plan;
  }
}
