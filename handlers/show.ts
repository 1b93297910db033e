import { UserError } from '../src/errors.ts';
import { imageCard } from './cards/image.ts';
import { instanceCard } from './cards/instance.ts';
import type { Answer, Ctx } from './command.ts';
import { findImage, findInstance, findRequest, regionsFor } from './lookups.ts';
import { requestCard } from './request-card.ts';

type Kind = {
  id: RegExp;
  card(id: string, ctx: Ctx, regions: string[]): Promise<Answer> | Answer;
};

/** What can be shown, by the form of its id: the one place where a kind is added. */
const kinds: Kind[] = [
  {
    id: /^i-[a-z0-9]+$/,
    card: async (id, ctx, regions) => instanceCard(await findInstance(ctx, id, regions), ctx.now, ctx.t),
  },
  {
    id: /^(m-[a-z0-9]+|.+\.(vhd|qcow2))$/i,
    card: async (id, ctx, regions) => imageCard(await findImage(ctx, id, regions), ctx.now, ctx.t),
  },
  {
    id: /^rq_[a-z0-9]+$/i,
    async card(id, ctx) {
      const { request, operation } = await findRequest(ctx, id.toLowerCase());
      return requestCard(request, operation, ctx.config.directory, ctx.t);
    },
  },
];

/** Ids that name a thing by themselves: one alone is as good as `show` before it. */
export const idAlone = /^(i-|m-|s-|t-|rq_)[a-z0-9]+$|^.+\.(vhd|qcow2)$/i;

/** The card of whatever has this id, looked for in the region named or in all that are configured. */
export function show(id: string, ctx: Ctx, region?: string): Promise<Answer> | Answer {
  const kind = kinds.find((one) => one.id.test(id));
  if (!kind) throw new UserError('error.show.kind', { id });
  return kind.card(id, ctx, regionsFor(ctx, region));
}
