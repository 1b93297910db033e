import type { Identity } from './image.ts';
import { picking } from './picking.ts';
import { inMainland } from './region.ts';

/** `mainland`: free in this region of mainland China, though the same image is not elsewhere. */
export type Fee = 'free' | 'paid' | 'mainland';

/** Whether the image itself carries a licence fee there (facts/guide.md row 6). */
export function feeOf({ product, traits }: Pick<Identity, 'product' | 'traits'>, region: string): Fee {
  if (traits.includes('pro')) return 'paid';
  const { fee } = picking(product);
  if (fee === 'abroad') return inMainland(region) ? 'mainland' : 'paid';
  return fee === 'always' ? 'paid' : 'free';
}
