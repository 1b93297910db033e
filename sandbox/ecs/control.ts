import type { Fault } from './faults.ts';
import type { Gateway } from './gateway.ts';
import type { Held, Hook } from './holds.ts';
import type { Call } from './ledger.ts';
import type { ImageRecord } from './records.ts';
import { type View, view } from './view.ts';
import type { Change, ImportFailure } from './world.ts';

/** What a test or the demo page can do to the sandbox, in process or by `/_control/…`. */
export interface Control {
  state(): View;
  calls(): Call[];
  effects(): Record<string, { count: number; tokens: string[] }>;
  fault(fault: Fault): void;
  clearFaults(): void;
  clock(change: { speed?: number; advanceMs?: number }): { now: number; speed: number };
  hook(hook: Hook): void;
  held(): Held[];
  release(how?: { lost?: boolean }): void;
  withdrawImage(imageId: string): void;
  addImage(record: ImageRecord): void;
  failImport(failure: ImportFailure): void;
  /** Whether the account has let ECS use OSS (the import role). */
  setImportRole(granted: boolean): void;
  /** Locks an instance (`security`, `financial`, …) or, with an empty list, frees it. */
  lock(instanceId: string, reasons: string[]): void;
  watch(listener: (change: Change) => void): () => void;
}

export function createControl({ world, faults, holds, ledger }: Gateway): Control {
  return {
    state: () => view(world),
    calls: () => [...ledger.calls],
    effects: () => ledger.effects(),
    fault: (fault) => faults.add(fault, world.clock.now()),
    clearFaults: () => faults.clear(),
    clock({ speed, advanceMs }) {
      if (speed !== undefined) world.clock.speed = speed;
      if (advanceMs !== undefined) world.clock.advance(advanceMs);
      world.clock.settle();
      return { now: world.clock.now(), speed: world.clock.speed };
    },
    hook: (hook) => holds.add(hook),
    held: () => holds.list(),
    release: (how) => holds.release(how),
    withdrawImage(imageId) {
      world.withdrawn.add(imageId);
      world.changed('image', imageId, 'withdrawn');
    },
    addImage(record) {
      world.withdrawn.delete(record.ImageId);
      world.publicImages.set(record.ImageId, record);
      world.changed('image', record.ImageId, 'added');
    },
    failImport: (failure) => void world.importFailures.push(failure),
    setImportRole(granted) {
      if (granted) world.roles.add('AliyunECSImageImportDefaultRole');
      else world.roles.delete('AliyunECSImageImportDefaultRole');
    },
    lock(instanceId, reasons) {
      world.instance(instanceId).locks = reasons;
      world.changed('instance', instanceId, 'lock');
    },
    watch: (listener) => world.watch(listener),
  };
}
