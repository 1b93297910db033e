import { z } from 'zod';
import type { Architecture } from '../domain/cloud.ts';
import type { EcsClient } from './client.ts';
import { tagFields, told } from './wire.ts';

type Named = { region: string; name: string; description?: string; tags?: Record<string, string> };

export type ImageImport = Named & {
  bucket: string;
  /** The object's key. */
  object: string;
  /** Detected by ECS when left out. */
  format?: 'RAW' | 'VHD' | 'QCOW2' | 'VMDK';
  /** At least the virtual size, rounded up. */
  sizeGiB: number;
  osType: 'linux' | 'windows';
  platform?: string;
  architecture: Architecture;
  bootMode?: 'BIOS' | 'UEFI';
  licenseType?: 'Aliyun' | 'BYOL';
  nvme?: 'supported' | 'unsupported';
  roleName?: string;
};

type ImageSource = { instanceId: string } | { snapshotId: string };

export type ImageCreation = Named & {
  from: ImageSource;
  family?: string;
  architecture?: Architecture;
  platform?: string;
  bootMode?: 'BIOS' | 'UEFI' | 'UEFI-Preferred';
};

export type ImageCopy = Named & { imageId: string; to: string; encrypted?: boolean };

const Made = z.object({ imageId: z.string() });
const Imported = Made.extend({ taskId: z.string() });

export function imageChanges(client: EcsClient) {
  return {
    /** ImportImage, with ECS's own image check. Throws EcsError; the same token gives the same image. */
    async import(what: ImageImport & { token: string }): Promise<{ imageId: string; taskId: string }> {
      return Imported.parse(await client.write('ImportImage', what.region, importFields(what)));
    },

    /** CreateImage from an instance (one new snapshot per disk, billed) or from a system disk's snapshot. */
    async create(what: ImageCreation & { token: string }): Promise<{ imageId: string }> {
      return Made.parse(await client.write('CreateImage', what.region, createFields(what)));
    },

    /** CopyImage, asked in the source region. The image id that comes back lives in the region `to`. */
    async copy(what: ImageCopy & { token: string }): Promise<{ imageId: string }> {
      return Made.parse(await client.write('CopyImage', what.region, copyFields(what)));
    },

    /** DeleteImage. An unknown id succeeds in silence; the snapshots behind the image stay. */
    async delete(region: string, imageId: string): Promise<void> {
      await client.write('DeleteImage', region, { imageId });
    },
  };
}

export function importFields(what: ImageImport & { token?: string }) {
  return told({
    imageName: what.name,
    description: what.description,
    OSType: what.osType,
    platform: what.platform,
    architecture: what.architecture,
    bootMode: what.bootMode,
    licenseType: what.licenseType,
    detectionStrategy: 'Standard',
    roleName: what.roleName,
    features: what.nvme && { nvmeSupport: what.nvme },
    diskDeviceMapping: [
      told({
        OSSBucket: what.bucket,
        OSSObject: what.object,
        format: what.format,
        diskImageSize: what.sizeGiB,
      }),
    ],
    tag: tagFields(what.tags),
    clientToken: what.token,
  });
}

export function createFields(what: ImageCreation & { token?: string }) {
  return told({
    ...what.from,
    imageName: what.name,
    description: what.description,
    imageFamily: what.family,
    architecture: what.architecture,
    platform: what.platform,
    bootMode: what.bootMode,
    tag: tagFields(what.tags),
    clientToken: what.token,
  });
}

export function copyFields(what: ImageCopy & { token?: string }) {
  return told({
    imageId: what.imageId,
    destinationRegionId: what.to,
    destinationImageName: what.name,
    destinationDescription: what.description,
    encrypted: what.encrypted,
    tag: tagFields(what.tags),
    clientToken: what.token,
  });
}
