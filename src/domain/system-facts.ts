import { z } from 'zod';
import facts from './data/system-facts.json' with { type: 'json' };
import type { Release } from './systems.ts';

const byCycle = z.record(z.string(), z.string()).default({});
const Facts = z.record(
  z.string(),
  z.strictObject({
    /** `*` stands for every cycle not named. */
    packages: byCycle,
    /** The kernel a cycle was released with; point releases may bring a newer one. */
    kernels: byCycle,
    /** The major release of Red Hat Enterprise Linux that it is compatible with. */
    redHat: byCycle,
    /** What the vendor calls its extended support: a proper name. */
    extension: z.string().optional(),
  }),
);
const table = Facts.parse(facts);

type SystemFacts = { packages?: string; kernel?: string; redHat?: number; extension?: string };

/** What is true of a system beside its dates; what is not written down is left out. */
export function systemFacts({ product, version = '' }: Release): SystemFacts {
  const known = table[product];
  if (!known) return {};
  const packages = ofCycle(known.packages, version) ?? known.packages['*'];
  const kernel = ofCycle(known.kernels, version);
  const redHat = Number(ofCycle(known.redHat, version));
  return {
    ...(packages && { packages }),
    ...(kernel && { kernel }),
    ...(redHat && { redHat }),
    ...(known.extension && { extension: known.extension }),
  };
}

/** `9.7` is of the cycle `9`. */
function ofCycle(values: Record<string, string>, version: string): string | undefined {
  const cycle = Object.keys(values).find((one) => version === one || version.startsWith(`${one}.`));
  return cycle && values[cycle];
}
