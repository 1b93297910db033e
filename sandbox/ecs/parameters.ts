import { createRequire } from 'node:module';
import { z } from 'zod';
import { type EcsError, invalid } from './errors.ts';

const require = createRequire(import.meta.url);

/** The parts of an SDK request model that say which parameters an action has. */
interface Model {
  names(): Record<string, string>;
  types(): Record<string, unknown>;
}

type Nested = string | Nested[] | { [name: string]: Nested };

/**
 * Reads a query as ECS does: names of the action only, then types, limits and defaults.
 * The accepted names are those of the SDK's request model, so none can be forgotten or invented here.
 * @throws EcsError InvalidParameter for a name the action does not have, MissingParameter.X, or the field's own code
 */
export function readParameters<T>(action: string, input: z.ZodType<T>, query: Iterable<[string, string]>): T {
  const root: { [name: string]: Nested } = {};
  const model = modelOf(action);
  for (const [path, value] of query) {
    const steps = path.split('.');
    const type = typeOf(model, steps);
    if (!type) throw invalid('InvalidParameter', `The parameter ${path} is not one of ${action}.`);
    if (FORMS[type]?.test(value) === false)
      throw invalid('InvalidParameter', `The parameter ${path} must be a ${type}.`);
    lay(root, steps, value);
  }
  const read = input.safeParse(root, { reportInput: true });
  if (read.success) return read.data;
  throw refusal(read.error.issues[0]);
}

const models = new Map<string, Model>();

function modelOf(action: string): Model {
  const known = models.get(action) ?? load(action);
  models.set(action, known);
  return known;
}

function load(action: string): Model {
  // What is an object in the SDK but JSON text on the wire has a second model, the shrunk one.
  for (const name of [`${action}ShrinkRequest`, `${action}Request`]) {
    try {
      return require(`@alicloud/ecs20140526/dist/models/${name}.js`)[name];
    } catch (error) {
      if (!isMissingModule(error)) throw error;
    }
  }
  throw new Error(`the SDK has no model of ${action}`);
}

function isMissingModule(error: unknown): boolean {
  return (error as { code?: string }).code === 'MODULE_NOT_FOUND';
}

/** The SDK's type of a parameter (`string`, `number`, `boolean`), or undefined where the action has none of that name. */
function typeOf(type: unknown, [step, ...rest]: string[]): string | undefined {
  if (step === undefined) return typeof type === 'string' ? type : undefined;
  if (isModel(type)) {
    const property = Object.entries(type.names()).find(([, wire]) => wire === step)?.[0];
    return property && typeOf(type.types()[property], rest);
  }
  if (isList(type)) return /^[1-9]\d{0,2}$/.test(step) ? typeOf(type.itemType, rest) : undefined;
  return undefined;
}

const FORMS: Record<string, RegExp> = { number: /^-?\d+(\.\d+)?$/, boolean: /^(true|false)$/ };

function isModel(type: unknown): type is Model {
  return typeof type === 'function' && 'names' in type;
}

function isList(type: unknown): type is { itemType: unknown } {
  return typeof type === 'object' && type !== null && 'itemType' in type;
}

function lay(root: { [name: string]: Nested }, steps: string[], value: string): void {
  let at: Record<string, Nested> | Nested[] = root;
  steps.forEach((step, depth) => {
    const key = Array.isArray(at) ? Number(step) - 1 : step;
    const slots = at as Record<string | number, Nested>;
    if (depth === steps.length - 1) {
      slots[key] = value;
      return;
    }
    slots[key] ??= /^\d+$/.test(steps[depth + 1] ?? '') ? [] : {};
    at = slots[key] as Record<string, Nested> | Nested[];
  });
}

function refusal(issue: z.core.$ZodIssue | undefined): EcsError {
  const path =
    issue?.path.map((step) => (typeof step === 'number' ? step + 1 : String(step))).join('.') ?? '';
  if (issue && issue.code !== 'custom' && issue.input === undefined) {
    return invalid(
      `MissingParameter.${path}`,
      `The input parameter "${path}" that is mandatory for processing this request is not supplied.`,
    );
  }
  const own = /^[A-Z]\w*(\.\w+)+$/.exec(issue?.message ?? '')?.[0];
  return invalid(
    own ?? 'InvalidParameter',
    `The specified parameter "${path}" is not valid: ${issue?.message}.`,
  );
}

export const text = z.string().min(1);
export const bool = z.enum(['true', 'false']).transform((word) => word === 'true');

/** A whole number within limits; outside them the call is refused. */
export function int(least: number, most: number, code = 'InvalidParameter.OutOfRange') {
  return z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number)
    .pipe(z.number().min(least, code).max(most, code));
}

/** Page sizes that ECS quietly bends into its limits (DescribeInstances, DescribeDisks). */
export function bent(least: number, most: number) {
  return z
    .string()
    .regex(/^\d+$/)
    .transform((size) => Math.min(most, Math.max(least, Number(size))));
}

/** Ids as a JSON array in one parameter. An empty array is a filter that lets nothing through. */
export const jsonIds = z.string().transform((json, context): string[] => {
  const list = z.array(z.string()).max(100).safeParse(parse(json));
  if (list.success) return list.data;
  context.addIssue({ code: 'custom', message: 'a JSON array of at most 100 ids' });
  return z.NEVER;
});

export const csv = z.string().transform((list) =>
  list
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean),
);
export const tags = z.array(z.object({ Key: text.max(128), Value: z.string().max(128).optional() })).max(20);
export const regional = { RegionId: text };
export const dryRun = { DryRun: bool.optional() };
/** ASCII, at most 64 characters. */
export const token = {
  ClientToken: z
    .string()
    .regex(/^[\x20-\x7e]{1,64}$/, 'InvalidClientToken.ValueNotSupported')
    .optional(),
};
/** Pages by number: `PageNumber`, `PageSize`. */
export function numbered(most: number) {
  return { PageNumber: int(1, 1e6).default(1), PageSize: int(1, most).default(10) };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
