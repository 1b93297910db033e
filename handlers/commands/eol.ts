import { z } from 'zod';
import { settled } from '../../src/domain/release.ts';
import { release, systemWords } from '../../src/domain/systems.ts';
import { UserError } from '../../src/errors.ts';
import { productCard, releaseCard, seenCard } from '../cards/lifecycle.ts';
import { arg, command, option } from '../command.ts';
import { listImages } from '../lookups.ts';
import { nearest } from '../parse.ts';
import { RegionId } from '../schemas.ts';

export const eol = command({
  name: 'eol',
  aliases: ['生命周期'],
  summary: 'command.eol',
  role: 'viewer',
  args: z.object({
    os: arg('arg.eol.os', z.string().default(''), { rest: true }),
    region: option('arg.region', RegionId.optional()),
  }),
  examples: ['eol ubuntu', 'eol centos 7', 'eol'],
  async run({ os, region: asked }, { t, now, catalog, home }) {
    const region = asked ?? home.region;
    const found = os ? systemNamed(os) : undefined;
    const reader = { images: await listImages({ catalog }, region), region, now, t };
    if (!found) return seenCard(reader);
    return found.version ? releaseCard(settled(found), reader) : productCard(found.product, reader);
  },
});

function systemNamed(text: string) {
  const found = release(text);
  if (found) return found;
  const near = nearest(text.split(' ')[0] ?? '', systemWords);
  if (near) throw new UserError('error.eol.os.near', { text, near });
  throw new UserError('error.eol.os', { text });
}
