import { z } from 'zod';
import { action } from '../action.ts';
import { durations, seconds } from '../durations.ts';
import { denied, type EcsError, invalid, missing } from '../errors.ts';
import { misfit } from '../fit.ts';
import { freshGuest } from '../guest.ts';
import { bool, text, token } from '../parameters.ts';
import type { Disk, ImageRecord, Instance } from '../records.ts';
import { must, type World } from '../world.ts';
import { refuseLocked } from './instances.ts';
import { unfinished } from './snapshots.ts';

const MOST_GIB = 2048;
const LEAST_GIB = 20;
const USUAL_GIB = 40;

export const replaceSystemDisk = action(
  'ReplaceSystemDisk',
  z.object({
    ...token,
    InstanceId: text,
    ImageId: text,
    SystemDisk: z.object({ Size: z.string().regex(/^\d+$/).transform(Number).optional() }).optional(),
    KeyPairName: text.optional(),
    Password: z
      .string()
      .regex(/^.{8,30}$/, 'InvalidPassword.Malformed')
      .optional(),
    PasswordInherit: bool.optional(),
  }),
  ({ InstanceId, ImageId, SystemDisk, KeyPairName, Password, PasswordInherit }, world) => {
    const instance = world.instance(InstanceId);
    const old = world.systemDisk(InstanceId);
    // An image that exists, but elsewhere, is as unknown as one that never was.
    const image = must(world.findImage(ImageId, instance.region), missing('InvalidImageId.NotFound'));
    refuseLocked(instance);
    if (instance.status !== 'Stopped' || instance.stoppedMode === 'StopCharging' || instance.replacing) {
      throw denied('IncorrectInstanceStatus');
    }
    if (unfinished(world, old.id)) throw denied('DiskCreatingSnapshot');
    refuseImage(world, instance, image);
    const sizeGiB = SystemDisk?.Size ?? Math.max(USUAL_GIB, image.Size);
    refuseSize(sizeGiB, old, image);
    if (Password && PasswordInherit)
      throw invalid('InvalidPasswordParam.Mismatch', 'Give a password or inherit one, not both.');
    if (KeyPairName && image.OSType === 'windows')
      throw invalid('InvalidParameter.Conflict', 'Windows does not take key pairs.');
    if (KeyPairName && !world.keyPairs.has(`${instance.region}/${KeyPairName}`))
      throw invalid('InvalidKeyPairName.NotFound');

    return () => {
      const disk = exchange(world, instance, old, image, sizeGiB);
      delete instance.keyPair;
      if (KeyPairName) instance.keyPair = KeyPairName;
      return { DiskId: disk.id };
    };
  },
);

function refuseImage(world: World, instance: Instance, image: ImageRecord): void {
  if (image.Status !== 'Available' && image.Status !== 'Deprecated') {
    throw denied('OperationDenied.ImageNotValid', 'The image is not available.');
  }
  const reason = misfit(image, world.typeOf(instance));
  if (reason)
    throw denied('ImageNotSupportInstanceType', `The image does not support the instance type: ${reason}.`);
  if (image.DiskDeviceMappings.DiskDeviceMapping.some(({ Type }) => Type !== 'system')) {
    throw invalid('OperationDenied', 'The specified image contains the snapshot of the data disk.');
  }
  if (image.ImageOwnerAlias === 'marketplace' && !image.IsSubscribed) throw denied('ImageNotSubscribed');
  const wasWindows = world.systemDisk(instance.id).guest?.windows ?? false;
  if (wasWindows !== (image.OSType === 'windows') && !instance.region.startsWith('cn-')) {
    throw denied('OperationDenied', 'Windows and Linux cannot replace each other in this region.');
  }
}

function refuseSize(sizeGiB: number, old: Disk, image: ImageRecord): void {
  const wrong = (reason: string, text: string): EcsError => invalid(`InvalidSystemDiskSize.${reason}`, text);
  if (sizeGiB > MOST_GIB) throw wrong('MoreThanMaxSize', `At most ${MOST_GIB} GiB.`);
  if (sizeGiB < image.Size) throw wrong('LessThanImageSize', `The image needs ${image.Size} GiB.`);
  if (sizeGiB < Math.max(old.sizeGiB, LEAST_GIB))
    throw wrong('LessThanMinSize', `At least ${Math.max(old.sizeGiB, LEAST_GIB)} GiB.`);
}

/** Releases the old disk at once; the new one and the instance's image id are real only when all is done. */
function exchange(world: World, instance: Instance, old: Disk, image: ImageRecord, sizeGiB: number): Disk {
  world.disks.delete(old.id);
  world.changed('disk', old.id, 'released');
  if (old.deleteAutoSnapshot) {
    for (const { id, diskId, type } of world.snapshots.values()) {
      if (diskId === old.id && type === 'auto') world.snapshots.delete(id);
    }
  }
  const { policyId: _, guest: __, ...kept } = old;
  const id = world.newId('d', instance.region);
  const guest = world.images.get(image.ImageId)?.guest ?? freshGuest(image, id);
  const disk: Disk = {
    ...kept,
    id,
    sizeGiB,
    status: 'Creating',
    imageId: image.ImageId,
    createdAt: world.clock.now(),
    tags: {},
    guest,
  };
  world.disks.set(id, disk);
  instance.replacing = true;
  world.changed('instance', instance.id, 'replacing');
  world.clock.after(seconds(durations.replace), () => {
    disk.status = 'In_use';
    instance.replacing = false;
    instance.imageId = image.ImageId;
    world.changed('disk', id, 'In_use');
    world.changed('instance', instance.id, 'replaced');
  });
  return disk;
}
