import { z } from 'zod';
import type { EcsClient } from './client.ts';
import { byNumber } from './paging.ts';
import type { Patience } from './retry.ts';
import { list as listOf } from './wire.ts';

const KeyPair = z.object({ keyPairName: z.string() }).transform(({ keyPairName }) => keyPairName);
const Page = z.object({ keyPairs: listOf('keyPair', KeyPair) });
const pageSize = 50;

export function keyPairs(client: EcsClient) {
  return {
    /** DescribeKeyPairs, all pages. Names only. */
    list(region: string, patience?: Patience): Promise<string[]> {
      return byNumber(
        pageSize,
        (pageNumber) => client.read('DescribeKeyPairs', region, { pageSize, pageNumber }, patience),
        (body) => Page.parse(body).keyPairs,
      );
    },

    /** DescribeKeyPairs. Whether a key pair of exactly this name is there; `*` in it has no power. */
    async exists(region: string, name: string, patience?: Patience): Promise<boolean> {
      const body = await client.read('DescribeKeyPairs', region, { keyPairName: name, pageSize }, patience);
      return Page.parse(body).keyPairs.includes(name);
    },

    /** AttachKeyPair. A running instance takes the key after its next restart; repeating it changes nothing. */
    async attach(region: string, instanceId: string, name: string): Promise<void> {
      await client.write('AttachKeyPair', region, {
        keyPairName: name,
        instanceIds: JSON.stringify([instanceId]),
      });
    },
  };
}
