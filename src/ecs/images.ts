import type { Architecture, Image, ImageOwner } from '../domain/cloud.ts';
import type { EcsClient, RequestOf } from './client.ts';
import { readFamily, readImages } from './image-answer.ts';
import { byNumber } from './paging.ts';
import type { Patience } from './retry.ts';
import { told } from './wire.ts';

/** Every status; DescribeImages shows only Available ones when it is not told otherwise. */
export const everyImageStatus = 'Creating,Waiting,Available,UnAvailable,CreateFailed,Deprecated';
const pageSize = 100;

export type ImageFilter = {
  owner?: ImageOwner;
  architecture?: Architecture;
  osType?: 'linux' | 'windows';
  /** Only images that fit this type. */
  instanceType?: string;
  /** What they are to fit it for; default `ChangeOS`, to replace the system of an instance. */
  action?: 'CreateEcs' | 'ChangeOS';
  family?: string;
  /** Part of a name. */
  name?: string;
  /** Comma separated; default `Available`. */
  status?: string;
  tag?: { key: string; value?: string };
};

export function images(client: EcsClient) {
  /** DescribeImages, all pages. */
  async function list(region: string, filter: ImageFilter = {}, patience?: Patience): Promise<Image[]> {
    const { owner, architecture, osType, instanceType, action, family, name, status, tag } = filter;
    const request: RequestOf<'DescribeImages'> = told({
      imageOwnerAlias: owner,
      architecture,
      OSType: osType,
      instanceType,
      actionType: instanceType && (action ?? 'ChangeOS'),
      imageFamily: family,
      imageName: name,
      status: status ?? 'Available',
      tag: tag && [tag],
    });
    return byNumber(
      pageSize,
      (pageNumber) => client.read('DescribeImages', region, { ...request, pageSize, pageNumber }, patience),
      (body) => readImages(body, region),
    );
  }

  return {
    list,

    /** DescribeImages with every status: the image whatever has become of it, or undefined. */
    async get(region: string, imageId: string, patience?: Patience): Promise<Image | undefined> {
      const body = await client.read(
        'DescribeImages',
        region,
        { imageId, status: everyImageStatus, pageSize },
        patience,
      );
      return readImages(body, region).find(({ id }) => id === imageId);
    },

    /** DescribeImages by tag, all pages, with every status; ECS finds at most 1,000 by a tag. */
    listTagged(region: string, key: string, value?: string, patience?: Patience): Promise<Image[]> {
      return list(region, { tag: told({ key, value }), status: everyImageStatus }, patience);
    },

    /** DescribeImageFromFamily. The newest available image of a family, or undefined. */
    async fromFamily(region: string, family: string, patience?: Patience): Promise<Image | undefined> {
      const body = await client.read('DescribeImageFromFamily', region, { imageFamily: family }, patience);
      return readFamily(body, region);
    },

    /** DescribeImages for ChangeOS: whether ECS itself would put this image on this instance type. */
    async supports(region: string, imageId: string, instanceType: string): Promise<boolean> {
      const body = await client.read('DescribeImages', region, {
        imageId,
        instanceType,
        actionType: 'ChangeOS',
        status: 'Available,Deprecated',
      });
      return readImages(body, region).length > 0;
    },
  };
}
