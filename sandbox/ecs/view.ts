import type { World } from './world.ts';

/** The whole state as plain JSON, for the demo page and for assertions. */
export function view(world: World) {
  world.clock.settle();
  return {
    now: world.clock.now(),
    speed: world.clock.speed,
    regions: [...world.regions.values()],
    instances: [...world.instances.values()].map((instance) => {
      const image = world.findImage(instance.imageId, instance.region);
      const disk = world.systemDisk(instance.id);
      return {
        ...instance,
        osName: image?.OSNameEn ?? disk.guest?.osName ?? '',
        systemDisk: disk.id,
        systemDiskGiB: disk.sizeGiB,
      };
    }),
    disks: [...world.disks.values()],
    images: [...world.images.values()].map(({ region, record, work }) => ({
      region,
      ...record,
      Progress: `${world.percent(work)}%`,
    })),
    snapshots: [...world.snapshots.values()].map((one) => ({
      ...one,
      progress: one.status === 'failed' ? 0 : world.percent(one.work),
    })),
    tasks: [...world.tasks.values()].map(({ cancel: _, ...task }) => ({
      ...task,
      progress: task.status === 'Processing' ? world.percent(task.work) : 100,
    })),
    invocations: [...world.invocations.values()],
  };
}

export type View = ReturnType<typeof view>;
