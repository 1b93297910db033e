import { randomInt } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Oss } from '../oss/index.ts';
import { invalid, missing } from './errors.ts';
import type {
  CustomImage,
  Disk,
  ImageRecord,
  Instance,
  InstanceType,
  Invocation,
  Policy,
  Snapshot,
  Span,
  Task,
} from './records.ts';

export interface Region {
  id: string;
  localName: string;
  /** The letters resource ids of this region begin with, e.g. `bp1`. */
  idPrefix: string;
}

/** What a test or the demo asks to go wrong in an import, by object key or image name. */
export interface ImportFailure {
  object?: string;
  imageName?: string;
  code: string;
  message: string;
}

/** All that the account owns, in all regions, and what the vendor offers it. */
export class World {
  readonly regions = new Map<string, Region>();
  readonly types = new Map<string, InstanceType>();
  readonly publicImages = new Map<string, ImageRecord>();
  readonly withdrawn = new Set<string>();
  readonly images = new Map<string, CustomImage>();
  readonly instances = new Map<string, Instance>();
  readonly disks = new Map<string, Disk>();
  readonly snapshots = new Map<string, Snapshot>();
  readonly tasks = new Map<string, Task>();
  readonly invocations = new Map<string, Invocation>();
  readonly policies = new Map<string, Policy>();
  /** `region/name`. */
  readonly keyPairs = new Set<string>();
  /** RAM roles that let ECS use OSS; without the import role ImportImage is refused. */
  readonly roles = new Set(['AliyunECSImageImportDefaultRole', 'AliyunECSImageExportDefaultRole']);
  readonly importFailures: ImportFailure[] = [];
  /** What StopInstance does for pay-as-you-go instances when not told: the account's own setting. */
  defaultStoppedMode: 'KeepCharging' | 'StopCharging' = 'StopCharging';
  /** Own images per region, the ones being made included. */
  imageQuota = 1000;
  readonly #listeners = new Set<(change: Change) => void>();

  constructor(
    readonly clock: Clock,
    readonly oss?: Oss,
  ) {}

  /** Tells whoever watches (the demo page) that something is no longer as it was. */
  changed(kind: Change['kind'], id: string, what: string): void {
    const change = { at: this.clock.now(), kind, id, what };
    for (const listener of this.#listeners) listener(change);
  }

  watch(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** An id as ECS makes them: kind, the region's letters, 17 characters of base 36. */
  newId(kind: string, region: string): string {
    const prefix = this.regions.get(region)?.idPrefix ?? 'bp1';
    return `${kind}-${prefix}${Array.from({ length: 17 }, () => randomInt(36).toString(36)).join('')}`;
  }

  region(id: string): Region {
    return must(this.regions.get(id), missing('InvalidRegionId.NotFound'));
  }

  instance(id: string, region?: string): Instance {
    const instance = this.instances.get(id);
    return must(instance && inRegion(instance, region), missing('InvalidInstanceId.NotFound'));
  }

  disk(id: string): Disk {
    return must(this.disks.get(id), missing('InvalidDiskId.NotFound'));
  }

  systemDisk(instanceId: string): Disk {
    // Asked for each row of a list, and a fleet may have thousands.
    for (const disk of this.disks.values())
      if (disk.instanceId === instanceId && disk.kind === 'system') return disk;
    throw invalid('InvalidInstance.NotFoundSystemDisk', 'The instance has no system disk.');
  }

  disksOf(instanceId: string): Disk[] {
    return [...this.disks.values()].filter((disk) => disk.instanceId === instanceId);
  }

  /** A public image (old builds too) or one of the account's own in the region. */
  findImage(id: string, region: string): ImageRecord | undefined {
    const custom = this.images.get(id);
    if (custom) return custom.region === region ? custom.record : undefined;
    return this.withdrawn.has(id) ? undefined : this.publicImages.get(id);
  }

  typeOf(instance: Instance): InstanceType {
    return must(this.types.get(instance.type), invalid('InvalidInstanceType.ValueNotSupported'));
  }

  /** Whole percent of a piece of work; 100 when there is none (left). */
  percent(work: Span | undefined): number {
    if (!work) return 100;
    return Math.max(0, Math.min(99, Math.floor(((this.clock.now() - work.from) / work.ms) * 100)));
  }

  begin(ms: number): Span {
    return { from: this.clock.now(), ms };
  }
}

export interface Change {
  at: number;
  kind: 'instance' | 'disk' | 'image' | 'snapshot' | 'task' | 'invocation';
  id: string;
  what: string;
}

/** Times as images, snapshots and disks print them. */
export const stamp = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
/** Times as instances and tasks print them: to the minute. */
export const minute = (at: number) => `${new Date(at).toISOString().slice(0, 16)}Z`;

export function must<T>(value: T | undefined, otherwise: Error): T {
  if (value === undefined) throw otherwise;
  return value;
}

function inRegion<T extends { region: string }>(thing: T, region: string | undefined): T | undefined {
  return region === undefined || thing.region === region ? thing : undefined;
}

export function tagList(tags: Record<string, string>) {
  return { Tag: Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })) };
}

/** Tags as requests write them, as image records keep them. */
export function tagPairs(asked: { Key: string; Value?: string | undefined }[] = []) {
  return asked.map(({ Key, Value = '' }) => ({ TagKey: Key, TagValue: Value }));
}

/** Whether a thing carries every tag asked for; a filter without a value asks for the key alone. */
export function tagged(
  tags: Record<string, string>,
  filter: { Key: string; Value?: string | undefined }[] = [],
) {
  return filter.every(({ Key, Value }) => Key in tags && (!Value || tags[Key] === Value));
}
