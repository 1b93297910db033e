/** A public or custom image in the API's own field names; fields the sandbox does not touch pass through. */
export interface ImageRecord {
  ImageId: string;
  ImageName: string;
  Description: string;
  OSName: string;
  OSNameEn?: string;
  OSType: string;
  Platform: string;
  Architecture: string;
  ImageOwnerAlias: string;
  ImageFamily?: string;
  Size: number;
  Status: string;
  Progress: string;
  CreationTime: string;
  BootMode?: string;
  IsSupportCloudinit?: boolean;
  IsSupportIoOptimized?: boolean;
  Usage?: string;
  Features?: { NvmeSupport?: string; ImdsSupport?: string };
  DetectionOptions?: { Status: string; Items: { Item: Record<string, string>[] } };
  DiskDeviceMappings: { DiskDeviceMapping: ImageDisk[] };
  Tags: { Tag: { TagKey: string; TagValue: string }[] };
  [field: string]: unknown;
}

interface ImageDisk {
  Type: string;
  Device: string;
  Size: string;
  SnapshotId: string;
  Format?: string;
  ImportOSSBucket?: string;
  ImportOSSObject?: string;
}

/** A row of `sandbox/data/instance-types.json`. */
export interface InstanceType {
  instanceType: string;
  family: string;
  category: string;
  vcpu: number;
  memoryGiB: number;
  cpuArchitecture: string;
  nvmeSupport: string;
  bootModes: string[] | null;
}

/** What is on a system disk: a snapshot keeps it, an image made from it brings it back. */
export interface Guest {
  /** What `/etc/image-id` says: the image the system was first made from. */
  imageId: string;
  osName: string;
  platform: string;
  windows: boolean;
  /** Stands for the host keys: the same seed gives the same fingerprint. */
  hostKeySeed: string;
  agent: boolean;
  /** Whether its fstab mounts the data disks. */
  mountsData: boolean;
}

/** Work that goes on from a moment for some milliseconds of sandbox time. */
export interface Span {
  from: number;
  ms: number;
}

export interface CustomImage {
  region: string;
  record: ImageRecord;
  guest: Guest;
  work?: Span;
}

export interface Instance {
  id: string;
  name: string;
  hostName: string;
  region: string;
  zone: string;
  type: string;
  status: 'Running' | 'Stopped' | 'Starting' | 'Stopping';
  stoppedMode: 'KeepCharging' | 'StopCharging' | 'Not-applicable';
  imageId: string;
  privateIp: string;
  publicIp?: string;
  chargeType: 'PostPaid' | 'PrePaid';
  keyPair?: string;
  /** `security`, `financial`, …: set from outside. */
  locks: string[];
  replacing: boolean;
  tags: Record<string, string>;
  createdAt: number;
  /** When it last came to Running. */
  bootedAt: number;
}

export interface Disk {
  id: string;
  region: string;
  zone: string;
  instanceId: string;
  kind: 'system' | 'data';
  device: string;
  sizeGiB: number;
  status: 'In_use' | 'Creating';
  category: string;
  imageId: string;
  policyId?: string;
  deleteAutoSnapshot: boolean;
  createdAt: number;
  tags: Record<string, string>;
  guest?: Guest;
}

export interface Snapshot {
  id: string;
  region: string;
  name: string;
  description: string;
  diskId: string;
  instanceId: string;
  diskKind: 'system' | 'data';
  sizeGiB: number;
  status: 'progressing' | 'accomplished' | 'failed';
  type: 'user' | 'auto';
  createdAt: number;
  work?: Span;
  retentionDays?: number;
  tags: Record<string, string>;
  guest?: Guest;
  /** What the disk was made from, so that an image of it fits the same types. */
  origin?: Pick<ImageRecord, 'Architecture' | 'BootMode' | 'Features'>;
}

export interface Task {
  id: string;
  region: string;
  action: 'ImportImage' | 'ExportImage';
  status: 'Processing' | 'Finished' | 'Failed' | 'Cancelled';
  resourceId: string;
  createdAt: number;
  finishedAt?: number;
  work: Span;
  items: Record<string, string>;
  error?: { code: string; message: string };
  /** Undoes what the running task has begun. */
  cancel(): void;
}

export interface Invocation {
  id: string;
  commandId: string;
  region: string;
  name: string;
  type: string;
  content: string;
  createdAt: number;
  runs: Run[];
}

export interface Run {
  instanceId: string;
  status: 'Running' | 'Success' | 'Failed';
  exitCode?: number;
  errorCode: string;
  output: string;
  startedAt: number;
  finishedAt?: number;
}

export interface Policy {
  id: string;
  region: string;
  name: string;
}
