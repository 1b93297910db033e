import type { Candidate } from '../candidate.ts';
import type { Image } from '../cloud.ts';
import type { Site } from '../console.ts';
import { identity } from '../image.ts';
import { type Support, support as supportOf } from '../lifecycle.ts';
import { picking } from '../picking.ts';
import { systemFacts } from '../system-facts.ts';
import type { Product, Release } from '../systems.ts';
import { type Known, known } from './known.ts';

/** All that a topic may build its sentences from. */
export type GuideFacts = {
  /** Milliseconds since the epoch. */
  now: number;
  site: Site;
  /** The bot's home region; `images` are its list. */
  region: string;
  images: Image[];
  /** The reader's, for editions that differ by it. */
  language: 'zh' | 'en';
  /** Of `images` the public ones that are ready, with what we know of them. */
  stock: Candidate[];
  /** The configuration says that the account is invited to import VMDK. */
  vmdk: boolean;
  support(release: Release): Support;
  rules(product: Product): ReturnType<typeof picking>;
  system(release: Release): ReturnType<typeof systemFacts>;
  known: Known;
};

type Told = Pick<GuideFacts, 'now' | 'site' | 'region' | 'images' | 'language' | 'vmdk'> &
  Partial<Pick<GuideFacts, 'support' | 'rules' | 'system' | 'known'>>;

/** Tables that are not given are those of the product. */
export function guideFacts(told: Told): GuideFacts {
  const support = told.support ?? ((release: Release) => supportOf(release, told.now));
  const stock = told.images.flatMap((image) => {
    const what = identity(image);
    const ready = image.status === 'Available' && (image.owner ?? 'system') === 'system';
    return what && ready ? [{ image, what, support: support(what) }] : [];
  });
  return { rules: picking, system: systemFacts, known, ...told, support, stock };
}
