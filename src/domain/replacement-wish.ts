import { z } from 'zod';
import type { Disk, Image, Instance, InstanceType, Snapshot } from './cloud.ts';

/** Kept so many days, or deliberately not made: then somebody has said why. */
const Backup = z.union([z.object({ keepDays: z.number() }), z.object({ none: z.string() })]);

/** What the asker chose; the rest of a plan follows from the state of ECS. */
export const ReplacementWish = z.object({
  site: z.enum(['cn', 'intl']),
  backup: Backup,
  sizeGiB: z.number().optional(),
  keyPair: z.string().optional(),
  /** Windows takes no key pair: the asker says that its password has been reset in the console. */
  passwordSet: z.boolean().optional(),
});
export type ReplacementWish = z.infer<typeof ReplacementWish>;

/** What has to be read from ECS to make a plan. */
export type ReplacementFacts = {
  instance: Instance;
  type?: InstanceType;
  disks: Disk[];
  image: Image;
  /** Whether ECS itself would put this image on this type. */
  supported: boolean;
  /** Snapshots of the system disk that are being taken. */
  unfinished: Snapshot[];
  /** Names of all key pairs of the region. */
  keyPairs: string[];
};
