import { z } from 'zod';
import { action } from '../action.ts';
import { durations, seconds } from '../durations.ts';
import { denied, invalid, missing } from '../errors.ts';
import { bool, dryRun, regional, tags, text, token } from '../parameters.ts';
import type { CustomImage, ImageRecord } from '../records.ts';
import { stamp, tagPairs, type World } from '../world.ts';
import { freeName, imageName } from './image-names.ts';
import { own } from './images.ts';

/** More copies into a region than this wait for their turn. */
const MOST_COPIES = 5;

export const copyImage = action(
  'CopyImage',
  z.object({
    ...regional,
    ...token,
    ...dryRun,
    ImageId: text,
    DestinationRegionId: text,
    DestinationImageName: imageName.optional(),
    DestinationDescription: z.string().max(256).optional(),
    Encrypted: bool.default(false),
    Tag: tags.optional(),
  }),
  (asked, world) => {
    const source = own(world, asked.ImageId, asked.RegionId);
    if (source.record.Status !== 'Available') throw invalid('IncorrectImageStatus');
    if (!world.regions.has(asked.DestinationRegionId))
      throw missing('DestinationRegion.NotFound', 'There is no such region.');
    if (asked.DestinationRegionId === asked.RegionId && !asked.Encrypted) {
      throw invalid('IncorrectDestinationRegion', 'A plain copy goes to another region.');
    }
    freeName(world, asked.DestinationRegionId, asked.DestinationImageName);
    const running = copies(world, asked.DestinationRegionId);
    if (running.some(({ record }) => record.CopiedFrom === asked.ImageId))
      throw denied('OperationDenied.ImageCopyConflict');
    return () => {
      const id = world.newId('m', asked.DestinationRegionId);
      const record: ImageRecord = {
        ...source.record,
        ImageId: id,
        ImageName: asked.DestinationImageName ?? id,
        Description: asked.DestinationDescription ?? '',
        Status: running.length < MOST_COPIES ? 'Creating' : 'Waiting',
        CreationTime: stamp(world.clock.now()),
        IsCopied: true,
        CopiedFrom: asked.ImageId,
        Tags: { Tag: [...source.record.Tags.Tag, ...tagPairs(asked.Tag)] },
      };
      const image: CustomImage = { region: asked.DestinationRegionId, record, guest: source.guest };
      world.images.set(id, image);
      copy(world, image, Math.floor(running.length / MOST_COPIES));
      return { ImageId: id };
    };
  },
);

export const cancelCopyImage = action(
  'CancelCopyImage',
  z.object({ ...regional, ImageId: text }),
  ({ RegionId, ImageId }, world) => {
    const { record, work } = own(world, ImageId, RegionId);
    if (!record.IsCopied) throw denied('ImageCreatedNotFromCopy', 'The image was not made by a copy.');
    if (!work) throw invalid('IncorrectImageStatus');
    return () => {
      world.images.delete(ImageId);
      world.changed('image', ImageId, 'Deleted');
      return {};
    };
  },
);

function copies(world: World, region: string): CustomImage[] {
  return [...world.images.values()].filter(
    (image) => image.region === region && image.work && image.record.IsCopied,
  );
}

/** A copy that waits is one of the queue: it begins after as many rounds of copies as are before it. */
function copy(world: World, image: CustomImage, rounds: number): void {
  const { record } = image;
  const ms = seconds(durations.copyImage);
  image.work = { from: world.clock.now() + rounds * ms, ms };
  world.changed('image', record.ImageId, record.Status);
  world.clock.after(rounds * ms, () => become('Creating'));
  world.clock.after((rounds + 1) * ms, () => {
    delete image.work;
    become('Available');
  });

  function become(status: string) {
    record.Status = status;
    world.changed('image', record.ImageId, status);
  }
}
