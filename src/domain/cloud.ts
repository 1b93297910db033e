import { z } from 'zod';

/**
 * What ECS and OSS told us, in our own words. `src/ecs` makes these from API answers; the other rooms read them.
 * Every field but the id can be missing in a real answer, so what is optional here stays optional everywhere.
 * Times are ISO 8601 in UTC as ECS sends them, with or without seconds. A status is ECS's own word and may be
 * one we have never seen: treat that as "in progress", never as success.
 */
const tags = z.record(z.string(), z.string());

export const Architecture = z.enum(['x86_64', 'arm64', 'i386']);
export type Architecture = z.infer<typeof Architecture>;

export const ImageOwner = z.enum(['system', 'self', 'others', 'marketplace']);
export type ImageOwner = z.infer<typeof ImageOwner>;

/** One disk inside an image. A mapping of type `data` makes the image unfit for ReplaceSystemDisk. */
const ImageDisk = z.object({
  type: z.string().optional(),
  device: z.string().optional(),
  sizeGiB: z.number().optional(),
  format: z.string().optional(),
  snapshotId: z.string().optional(),
  bucket: z.string().optional(),
  object: z.string().optional(),
  progress: z.number().int().optional(),
  /** Seconds left, told for copies only. */
  remainingSeconds: z.number().optional(),
  encrypted: z.boolean().optional(),
});

/** A finding of the image check; `risk` is absent when the item passed. */
const ImageCheckItem = z.object({
  name: z.string(),
  value: z.string().optional(),
  risk: z.string().optional(),
  code: z.string().optional(),
});

/** The image check: `Processing` or `Finished`. */
export const ImageCheck = z.object({ status: z.string().optional(), items: z.array(ImageCheckItem) });

/** An image of one region. Status: Creating, Waiting, Available, UnAvailable, CreateFailed, Deprecated. */
export const Image = z.object({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  family: z.string().optional(),
  description: z.string().optional(),
  status: z.string(),
  /** Percent, 0 to 100. */
  progress: z.number().int(),
  sizeGiB: z.number().optional(),
  architecture: Architecture.optional(),
  bootMode: z.enum(['BIOS', 'UEFI', 'UEFI-Preferred']).optional(),
  osType: z.enum(['linux', 'windows']).optional(),
  /** Chinese; whitespace collapsed. */
  osName: z.string().optional(),
  /** English; whitespace collapsed. */
  osNameEn: z.string().optional(),
  platform: z.string().optional(),
  owner: ImageOwner.optional(),
  createdAt: z.string().optional(),
  /** Absent means unknown, not unsupported. */
  nvme: z.enum(['supported', 'unsupported']).optional(),
  cloudInit: z.boolean().optional(),
  subscribed: z.boolean().optional(),
  productCode: z.string().optional(),
  check: ImageCheck.optional(),
  tags,
  disks: z.array(ImageDisk),
});
export type Image = z.infer<typeof Image>;

/** An instance. Status: Pending, Starting, Running, Stopping, Stopped. */
export const Instance = z.object({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  zone: z.string().optional(),
  status: z.string(),
  stoppedMode: z.string().optional(),
  imageId: z.string().optional(),
  osType: z.enum(['linux', 'windows']).optional(),
  osName: z.string().optional(),
  osNameEn: z.string().optional(),
  type: z.string().optional(),
  chargeType: z.string().optional(),
  spot: z.boolean().optional(),
  createdAt: z.string().optional(),
  expiresAt: z.string().optional(),
  keyPair: z.string().optional(),
  /** Lock reasons: any of them means stop and explain. */
  locks: z.array(z.string()),
  tags,
  privateIps: z.array(z.string()),
  publicIps: z.array(z.string()),
  /** What the system on the disk can do now, not what the type needs. */
  nvmeSupported: z.boolean().optional(),
  deletionProtection: z.boolean().optional(),
  hibernation: z.boolean().optional(),
});
export type Instance = z.infer<typeof Instance>;

/** An instance type, with what it asks of an image. */
export const InstanceType = z.object({
  id: z.string(),
  family: z.string().optional(),
  vcpu: z.number().optional(),
  memoryGiB: z.number().optional(),
  cpuArchitecture: z.enum(['X86', 'ARM']).optional(),
  /** `required`: disks are attached by NVMe and the image must have the driver. */
  nvme: z.enum(['required', 'unsupported']).optional(),
  /** Empty means unknown. */
  bootModes: z.array(z.string()),
  gpus: z.number().optional(),
});
export type InstanceType = z.infer<typeof InstanceType>;

/** A disk. Status: Creating, Available, Attaching, In_use, Detaching, ReIniting. */
export const Disk = z.object({
  id: z.string(),
  instanceId: z.string().optional(),
  type: z.enum(['system', 'data']).optional(),
  device: z.string().optional(),
  status: z.string(),
  sizeGiB: z.number().optional(),
  category: z.string().optional(),
  performanceLevel: z.string().optional(),
  chargeType: z.string().optional(),
  imageId: z.string().optional(),
  sourceSnapshotId: z.string().optional(),
  /** True: automatic snapshots die with the disk. */
  deleteAutoSnapshot: z.boolean().optional(),
  autoSnapshotPolicyId: z.string().optional(),
  encrypted: z.boolean().optional(),
  createdAt: z.string().optional(),
  locks: z.array(z.string()),
});
export type Disk = z.infer<typeof Disk>;

/** A snapshot. Status: progressing, accomplished, failed. */
export const Snapshot = z.object({
  id: z.string(),
  name: z.string().optional(),
  status: z.string(),
  /** Percent, 0 to 100. */
  progress: z.number().int(),
  remainingSeconds: z.number().optional(),
  /** May be true before the snapshot is accomplished; ReplaceSystemDisk still refuses until it is. */
  usable: z.boolean().optional(),
  diskId: z.string().optional(),
  diskSizeGiB: z.number().optional(),
  diskType: z.string().optional(),
  usage: z.string().optional(),
  encrypted: z.boolean().optional(),
  retentionDays: z.number().optional(),
  createdAt: z.string().optional(),
  tags,
});
export type Snapshot = z.infer<typeof Snapshot>;

/** Why a task failed, in ECS's words. */
export const TaskFailure = z.object({
  code: z.string().optional(),
  message: z.string().optional(),
  /** What it was about, such as OSSBucket, OSSObject, ImageFormat. */
  related: z.record(z.string(), z.string()),
});
export type TaskFailure = z.infer<typeof TaskFailure>;

/** A task. Status: Waiting, Processing, Finished, Failed. Its action is seen as ImportImage and as IMPORT_IMAGE. */
export const Task = z.object({
  id: z.string(),
  action: z.string().optional(),
  status: z.string(),
  cancellable: z.boolean().optional(),
  resourceId: z.string().optional(),
  createdAt: z.string().optional(),
  finishedAt: z.string().optional(),
  /** Percent, 0 to 100; told by the single look only. */
  progress: z.number().int().optional(),
  /** Told for failed tasks, by the single look and by the poller's. */
  failure: TaskFailure.optional(),
});
export type Task = z.infer<typeof Task>;

/** A command run inside one instance. Status: Pending, Running, Success, Failed, Timeout, Error, … */
export const Invocation = z.object({
  id: z.string(),
  instanceId: z.string().optional(),
  status: z.string(),
  exitCode: z.number().int().optional(),
  /** Plain text, at most 24 KB; `droppedBytes` says how much was cut off. */
  output: z.string(),
  droppedBytes: z.number().optional(),
  errorCode: z.string().optional(),
  errorInfo: z.string().optional(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
});
export type Invocation = z.infer<typeof Invocation>;

/** Cloud Assistant's agent in one instance. */
export const Agent = z.object({
  instanceId: z.string(),
  online: z.boolean(),
  version: z.string().optional(),
  lastHeartbeatAt: z.string().optional(),
});
export type Agent = z.infer<typeof Agent>;

export const Region = z.object({
  id: z.string(),
  name: z.string().optional(),
  endpoint: z.string().optional(),
});
export type Region = z.infer<typeof Region>;

/** An object in OSS as HEAD describes it. */
export const StoredObject = z.object({
  sizeBytes: z.number(),
  etag: z.string().optional(),
  /** Standard, IA, Archive, ColdArchive, DeepColdArchive. */
  storageClass: z.string(),
  encrypted: z.boolean(),
  /** Set while or after an archived object is restored. */
  restore: z.string().optional(),
  lastModified: z.string().optional(),
});
export type StoredObject = z.infer<typeof StoredObject>;
