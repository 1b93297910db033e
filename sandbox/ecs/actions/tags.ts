import { z } from 'zod';
import { action } from '../action.ts';
import { denied, missing } from '../errors.ts';
import { stretch } from '../paging.ts';
import { regional, tags, text } from '../parameters.ts';
import { must, tagged, type World } from '../world.ts';

const ResourceType = z.enum(['instance', 'disk', 'snapshot', 'image']);
const PAGE = 50;

export const tagResources = action(
  'TagResources',
  z.object({ ...regional, ResourceType, ResourceId: z.array(text).max(50), Tag: tags.min(1) }),
  (asked, world) => {
    if (asked.Tag.some(({ Key }) => /^(aliyun|acs:)/.test(Key)))
      throw denied('InvalidTagKey.Malformed', 'The tag key is reserved.');
    const owned = asked.ResourceId.map((id) =>
      must(tagsOf(world, asked.ResourceType, id), missing('InvalidResourceId.NotFound')),
    );
    return () => {
      for (const tagsNow of owned)
        tagsNow.write(Object.fromEntries(asked.Tag.map(({ Key, Value = '' }) => [Key, Value])));
      return {};
    };
  },
);

export const listTagResources = action(
  'ListTagResources',
  z.object({
    ...regional,
    ResourceType,
    ResourceId: z.array(text).max(50).optional(),
    Tag: tags.optional(),
    NextToken: text.optional(),
  }),
  (asked, world) => {
    const ids = asked.ResourceId ?? [...collection(world, asked.ResourceType).keys()];
    const TagResource = ids.flatMap((ResourceId) => {
      const found = tagsOf(world, asked.ResourceType, ResourceId)?.read() ?? {};
      if (!tagged(found, asked.Tag)) return [];
      return Object.entries(found).map(([TagKey, TagValue]) => ({
        ResourceId,
        ResourceType: asked.ResourceType,
        TagKey,
        TagValue,
      }));
    });
    const { rows, NextToken } = stretch(TagResource, PAGE, asked.NextToken);
    return { NextToken, TagResources: { TagResource: rows } };
  },
);

interface Tags {
  read(): Record<string, string>;
  write(added: Record<string, string>): void;
}

/** Images keep their tags in the API's own shape, everything else as a plain object. */
function tagsOf(world: World, type: z.infer<typeof ResourceType>, id: string): Tags | undefined {
  if (type === 'image') {
    const record = world.images.get(id)?.record;
    if (!record) return undefined;
    const read = () => Object.fromEntries(record.Tags.Tag.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
    return {
      read,
      write(added) {
        record.Tags.Tag = Object.entries({ ...read(), ...added }).map(([TagKey, TagValue]) => ({
          TagKey,
          TagValue,
        }));
      },
    };
  }
  const thing = { instance: world.instances, disk: world.disks, snapshot: world.snapshots }[type].get(id);
  return thing && { read: () => thing.tags, write: (added) => Object.assign(thing.tags, added) };
}

function collection(world: World, type: z.infer<typeof ResourceType>): Map<string, unknown> {
  return { instance: world.instances, disk: world.disks, snapshot: world.snapshots, image: world.images }[
    type
  ];
}
