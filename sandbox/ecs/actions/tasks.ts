import { z } from 'zod';
import { action } from '../action.ts';
import { denied, missing } from '../errors.ts';
import { page } from '../paging.ts';
import { numbered, regional, text } from '../parameters.ts';
import type { Task } from '../records.ts';
import { minute, must, type World } from '../world.ts';

export const describeTasks = action(
  'DescribeTasks',
  z.object({
    ...regional,
    ...numbered(100),
    TaskIds: z
      .string()
      .transform((list) => list.split(','))
      .pipe(z.array(text).max(100))
      .optional(),
    ResourceIds: z.array(text).max(100).optional(),
    TaskAction: z
      .enum(['ImportImage', 'ExportImage', 'RedeployInstance', 'ModifyDiskSpec', 'ArchiveSnapshot'])
      .optional(),
    TaskStatus: z.enum(['Finished', 'Processing', 'Failed']).optional(),
    StartTime: z.iso.datetime().optional(),
    EndTime: z.iso.datetime().optional(),
  }),
  (asked, world) => {
    const found = [...world.tasks.values()]
      .filter(
        (task) =>
          task.region === asked.RegionId &&
          (!asked.TaskIds || asked.TaskIds.includes(task.id)) &&
          (!asked.ResourceIds || asked.ResourceIds.includes(task.resourceId)) &&
          (!asked.TaskAction || task.action === asked.TaskAction) &&
          (!asked.TaskStatus || task.status === asked.TaskStatus) &&
          (!asked.StartTime || task.createdAt >= Date.parse(asked.StartTime)) &&
          (!asked.EndTime || task.createdAt <= Date.parse(asked.EndTime)),
      )
      .sort((a, b) => b.createdAt - a.createdAt);
    const { rows, fields } = page(found, asked);
    return { RegionId: asked.RegionId, ...fields, TaskSet: { Task: rows.map(shown) } };
  },
);

export const describeTaskAttribute = action(
  'DescribeTaskAttribute',
  z.object({ ...regional, TaskId: text }),
  ({ RegionId, TaskId }, world) => {
    const task = find(world, TaskId, RegionId);
    const ended = task.status !== 'Processing';
    return {
      ...shown(task),
      RegionId,
      TaskProcess: ended ? '100%' : `${world.percent(task.work)}%`,
      TotalCount: 1,
      SuccessCount: task.status === 'Finished' ? 1 : 0,
      FailedCount: task.status === 'Failed' ? 1 : 0,
      OperationProgressSet: {
        OperationProgress: [
          {
            OperationStatus: {
              Finished: 'Success',
              Failed: 'Failed',
              Processing: 'Processing',
              Cancelled: 'Cancelled',
            }[task.status],
            ErrorCode: task.error?.code ?? '',
            ErrorMsg: task.error?.message ?? '',
            RelatedItemSet: {
              RelatedItem: Object.entries(task.items).map(([Name, Value]) => ({ Name, Value })),
            },
          },
        ],
      },
    };
  },
);

export const cancelTask = action(
  'CancelTask',
  z.object({ ...regional, TaskId: text }),
  ({ RegionId, TaskId }, world) => {
    const task = find(world, TaskId, RegionId);
    if (task.status !== 'Processing')
      throw denied('InvalidTaskId.IncorrectTaskStatus', 'The task has ended already.');
    return () => {
      task.status = 'Cancelled';
      task.finishedAt = world.clock.now();
      task.cancel();
      world.changed('task', task.id, 'Cancelled');
      return {};
    };
  },
);

function find(world: World, id: string, region: string): Task {
  const task = world.tasks.get(id);
  return must(task?.region === region ? task : undefined, missing('InvalidTaskId.NotFound'));
}

function shown(task: Task) {
  return {
    TaskId: task.id,
    TaskAction: task.action,
    TaskStatus: task.status,
    SupportCancel: String(task.status === 'Processing'),
    CreationTime: minute(task.createdAt),
    FinishedTime: task.finishedAt ? minute(task.finishedAt) : '',
    ResourceId: task.resourceId,
  };
}
