import { z } from 'zod';

/**
 * Pieces of API answers. Any field can be missing and new values of an enumeration appear without notice: what we
 * cannot read becomes `undefined`, so that one odd record never hides the others.
 */

/** A string; `""` is how ECS says nothing. */
export const word = z
  .string()
  .transform((said) => said || undefined)
  .optional()
  .catch(undefined);
/** OS names come with one or two spaces between words. */
export const words = z
  .string()
  .transform((said) => said.replace(/\s+/g, ' ').trim() || undefined)
  .optional()
  .catch(undefined);
export const flag = z.stringbool().or(z.boolean()).optional().catch(undefined);
/** A number, sent as one or as a string. */
export const count = z.coerce.number().optional().catch(undefined);
/** `"100%"`, `"100"` or nothing. */
export const percent = z
  .string()
  .optional()
  .catch(undefined)
  .transform((said) => Math.min(100, Math.trunc(Number.parseFloat(said ?? '0')) || 0));
export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values).optional().catch(undefined);

/** A list inside its wrapper, `{ image: [...] }`; either may be missing. Records without their id are left out. */
export function list<Item extends z.ZodType>(name: string, item: Item) {
  return z
    .object({ [name]: z.array(item.nullable().catch(null)) })
    .optional()
    .catch(undefined)
    .transform((wrapped) =>
      ((wrapped?.[name] ?? []) as (z.output<Item> | null)[]).filter((entry) => entry !== null),
    );
}

const Tag = z.object({ tagKey: z.string(), tagValue: z.string().default('') });
export const tags = list('tag', Tag).transform(
  (pairs): Record<string, string> =>
    Object.fromEntries(pairs.map(({ tagKey, tagValue }) => [tagKey, tagValue])),
);

/** Our tags as request fields. */
export function tagFields(named: Record<string, string> = {}): { key: string; value: string }[] {
  return Object.entries(named).map(([key, value]) => ({ key, value }));
}

/** Lists of at most `size`, for actions that take so many ids. */
export function inGroups<T>(items: readonly T[], size: number): T[][] {
  const groups: T[][] = [];
  for (let from = 0; from < items.length; from += size) groups.push(items.slice(from, from + size));
  return groups;
}

/** The same object without its undefined fields. */
export function told<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } & T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
