import { z } from 'zod';
import { action } from '../action.ts';
import { durations, seconds } from '../durations.ts';
import { denied, invalid } from '../errors.ts';
import { dryRun, regional, text } from '../parameters.ts';
import type { Task } from '../records.ts';
import { must, type World } from '../world.ts';
import { own } from './images.ts';

export const exportImage = action(
  'ExportImage',
  z.object({
    ...regional,
    ...dryRun,
    ImageId: text,
    OSSBucket: text,
    OSSPrefix: z
      .string()
      .regex(/^[A-Za-z0-9]{1,30}$/, 'InvalidPrefix.Malformed')
      .optional(),
    ImageFormat: text.optional(),
    RoleName: text.default('AliyunECSImageExportDefaultRole'),
  }),
  (asked, world) => {
    const { record } = own(world, asked.ImageId, asked.RegionId);
    if (record.Status !== 'Available') throw invalid('IncorrectImageStatus');
    if (!world.roles.has(asked.RoleName)) throw denied('NoSetRoletoECSServiceAcount');
    const bucket = must(world.oss?.buckets.bucket(asked.OSSBucket), invalid('InvalidOSSBucket.NotFound'));
    if (bucket.region !== asked.RegionId) throw invalid('InvalidOSSBucket.NotMatched');
    if (exporting(world, asked.ImageId)) throw denied('ImageIsExporting');
    return () => {
      const key = `${asked.OSSPrefix ? `${asked.OSSPrefix}_` : ''}${asked.ImageId}_system.raw.tar.gz`;
      const task: Task = {
        id: world.newId('t', asked.RegionId),
        region: asked.RegionId,
        action: 'ExportImage',
        status: 'Processing',
        resourceId: asked.ImageId,
        createdAt: world.clock.now(),
        work: world.begin(seconds(durations.exportImage)),
        items: { OSSBucket: asked.OSSBucket, OSSObject: key, ImageFormat: 'RAW' },
        cancel() {},
      };
      world.tasks.set(task.id, task);
      world.clock.after(task.work.ms, () => {
        if (task.status !== 'Processing') return;
        Object.assign(task, { status: 'Finished', finishedAt: world.clock.now() });
        bucket.objects.set(key, { size: 2 ** 30, head: Buffer.from([0x1f, 0x8b, 0x08, 0x00]) });
        world.changed('task', task.id, 'Finished');
      });
      return { TaskId: task.id, RegionId: asked.RegionId };
    };
  },
);

function exporting(world: World, imageId: string): boolean {
  return [...world.tasks.values()].some(
    ({ action: kind, resourceId, status }) =>
      kind === 'ExportImage' && resourceId === imageId && status === 'Processing',
  );
}
