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
  /** When the image carries a licence fee; `abroad`: in Hong Kong and outside China. */
  fee: z.enum(['never', 'abroad', 'always']).default('never'),
});

const Use = z.enum(['prod', 'dev', 'container', 'gpu']);
export type Use = z.infer<typeof Use>;
export const uses = Use.options;

/** Groups of systems people ask for: by their packages, for a vendor's contract, the BSDs. */
const Kin = z.enum(['apt', 'rpm', 'vendor', 'bsd']);
export type Kin = z.infer<typeof Kin>;

const table = z
  .strictObject({
    products: z.record(z.string(), Rule),
    uses: z.record(Use, z.array(z.string())),
    kins: z.record(Kin, z.array(z.string())),
  })
  .parse(rules);

type Picking = Omit<z.infer<typeof Rule>, 'successors' | 'beside'> & {
  successors: Product[];
  beside: Product[];
};
const nothing: Picking = Rule.parse({ successors: [], beside: [] }) as Picking;

export function picking(product: Product): Picking {
  return (table.products[product] as Picking | undefined) ?? nothing;
}

/** Products for a use, the first choice first; of a kin, those it has. */
export function productsFor(use: Use, kin?: Kin): Product[] {
  return (kin ? table.kins[kin] : table.uses[use]) as Product[];
}
