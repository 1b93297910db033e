import { seenOn } from '../src/domain/access.ts';
import type { Image } from '../src/domain/cloud.ts';
import { newerBuild } from '../src/domain/image.ts';
import { UserError } from '../src/errors.ts';
import { imageCard } from './cards/image.ts';
import { instanceCard } from './cards/instance.ts';
import { snapshotCard } from './cards/snapshot.ts';
import { taskCard } from './cards/task.ts';
import type { Answer, Ctx } from './command.ts';
import {
  findImage,
  findInstance,
  findRequest,
  findRequestsAbout,
  findSnapshot,
  findTask,
  regionsFor,
} from './lookups.ts';
import { requestCard } from './request-card.ts';

type Kind = {
  id: RegExp;
  card(id: string, ctx: Ctx, regions: string[]): Promise<Answer> | Answer;
};

const fewRequests = 3;

/** What can be shown, by the form of its id: the one place where a kind is added. */
const kinds: Kind[] = [
  {
    id: /^i-[a-z0-9]+$/,
    async card(id, ctx, regions) {
      const instance = await findInstance(ctx, id, regions);
      const [listed, about] = await Promise.all([
        publicImages(ctx, instance.region),
        findRequestsAbout(ctx, id, fewRequests),
      ]);
      const image = listed.find((one) => one.id === instance.imageId);
      const made = image ?? { ...instance, id: instance.imageId ?? '', createdAt: undefined };
      return instanceCard(instance, { image, newer: newerBuild(made, listed), about }, reader(ctx));
    },
  },
  {
    id: /^(m-[a-z0-9]+|.+\.(vhd|qcow2))$/i,
    async card(id, ctx, regions) {
      const image = await findImage(ctx, id, regions);
      const [listed, about] = await Promise.all([
        publicImages(ctx, image.region),
        findRequestsAbout(ctx, id, fewRequests),
      ]);
      const newer = image.owner === 'system' ? newerBuild(image, listed) : undefined;
      return imageCard(image, { newer, about }, reader(ctx));
    },
  },
  {
    id: /^s-[a-z0-9]+$/,
    async card(id, ctx, regions) {
      const { snapshot, region } = await findSnapshot(ctx, id, regions);
      return snapshotCard(snapshot, region, await findRequestsAbout(ctx, id, 1), reader(ctx));
    },
  },
  {
    id: /^t-[a-z0-9]+$/,
    async card(id, ctx, regions) {
      const { task, region } = await findTask(ctx, id, regions);
      return taskCard(task, region, await findRequestsAbout(ctx, id, 1), reader(ctx));
    },
  },
  {
    id: /^rq_[a-z0-9]+$/i,
    async card(id, ctx) {
      const { request, operation } = await findRequest(ctx, id.toLowerCase());
      return requestCard(
        request,
        operation,
        seenOn(ctx.incoming.place.platform, ctx.config.directory),
        ctx.t,
      );
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

function reader({ now, t, home }: Ctx) {
  return { now, t, site: home.site };
}

async function publicImages({ catalog }: Ctx, region: string): Promise<Image[]> {
  return (await catalog.images(region)).filter(({ owner }) => owner === 'system');
}
