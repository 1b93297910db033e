import { z } from 'zod';
import type { Region } from '../domain/cloud.ts';
import type { EcsClient } from './client.ts';
import type { Patience } from './retry.ts';
import { list as listOf, told, word } from './wire.ts';

const Answer = z.object({ regionId: z.string(), localName: word, regionEndpoint: word }).transform(
  (said): Region =>
    told({
      id: said.regionId,
      name: said.localName,
      endpoint: said.regionEndpoint,
    }),
);
const Page = z.object({ regions: listOf('region', Answer) });
const keepMs = 24 * 60 * 60 * 1000;

export function regions(client: EcsClient) {
  const kept = new Map<string, { at: number; regions: Region[] }>();

  return {
    /** DescribeRegions, kept for a day. `language` decides the names: zh-CN or en-US. */
    async list(language: 'zh-CN' | 'en-US' = 'en-US', patience?: Patience): Promise<Region[]> {
      const known = kept.get(language);
      if (known && Date.now() - known.at < keepMs) return known.regions;
      const body = await client.read(
        'DescribeRegions',
        client.homeRegion,
        { acceptLanguage: language },
        patience,
      );
      const { regions } = Page.parse(body);
      kept.set(language, { at: Date.now(), regions });
      return regions;
    },
  };
}
