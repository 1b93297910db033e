import type { StoredObject } from './samples.ts';

export interface Bucket {
  /** An ECS region id, without the `oss-` of OSS. */
  region: string;
  storageClass: string;
  objects: Map<string, StoredObject>;
}

/** Everything OSS holds. ECS looks into it when it imports an image. */
export class Buckets {
  readonly #buckets = new Map<string, Bucket>();

  addBucket(name: string, region: string): Bucket {
    const bucket = { region, storageClass: 'Standard', objects: new Map() };
    this.#buckets.set(name, bucket);
    return bucket;
  }

  bucket(name: string): Bucket | undefined {
    return this.#buckets.get(name);
  }

  put(bucket: string, key: string, object: StoredObject): void {
    const found = this.#buckets.get(bucket);
    if (!found) throw new Error(`no bucket ${bucket}`);
    found.objects.set(key, object);
  }

  object(bucket: string, key: string): StoredObject | undefined {
    return this.#buckets.get(bucket)?.objects.get(key);
  }

  list(): { bucket: string; region: string; key: string; size: number; storageClass: string }[] {
    return [...this.#buckets].flatMap(([bucket, { region, objects }]) =>
      [...objects].map(([key, { size, storageClass = 'Standard' }]) => ({
        bucket,
        region,
        key,
        size,
        storageClass,
      })),
    );
  }
}

/** The bytes from `start` to `end` (inclusive) of an object that is known by its two ends. */
export function bytes({ size, head, tail }: StoredObject, start: number, end: number): Buffer {
  const out = Buffer.alloc(end - start + 1);
  lay(head, 0);
  if (tail) lay(tail, size - tail.length);
  return out;

  function lay(piece: Buffer, at: number) {
    const from = Math.max(at, start);
    const to = Math.min(at + piece.length, end + 1);
    if (from < to) piece.copy(out, from - start, from - at, to - at);
  }
}
