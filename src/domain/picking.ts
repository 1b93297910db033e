import { z } from 'zod';
import rules from './data/picking.json' with { type: 'json' };
import type { Product } from './systems.ts';

/** What we hold to be good practice for one product; the dates are the lifecycle table's business. */
const Rule = z.strictObject({
  /** Cycles in the order in which we would put them on a new server. */
  prefer: z.array(z.string()).default([]),
  cautions: z.record(z.string(), z.enum(['experimental', 'preview'])).default({}),
  /** Where to go when what was asked for is over or not to be had. */
  successors: z.array(z.string()),
  /** What to name beside it. */
  beside: z.array(z.string()),
  supportedBy: z.enum(['alibaba', 'community', 'vendor']).default('community'),
  /** The image carries a licence fee. */
  paid: z.boolean().default(false),
});

const Use = z.enum(['prod', 'dev', 'container', 'gpu']);
export type Use = z.infer<typeof Use>;
export const uses = Use.options;

const table = z
  .strictObject({ products: z.record(z.string(), Rule), uses: z.record(Use, z.array(z.string())) })
  .parse(rules);

type Picking = Omit<z.infer<typeof Rule>, 'successors' | 'beside'> & {
  successors: Product[];
  beside: Product[];
};
const nothing: Picking = Rule.parse({ successors: [], beside: [] }) as Picking;

export function picking(product: Product): Picking {
  return (table.products[product] as Picking | undefined) ?? nothing;
}

/** Products for a use, the first choice first. */
export function productsFor(use: Use): Product[] {
  return table.uses[use] as Product[];
}
