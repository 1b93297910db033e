import { z } from 'zod';
import type { Task, TaskFailure } from '../domain/cloud.ts';
import type { EcsClient } from './client.ts';
import { byNumber } from './paging.ts';
import type { Patience } from './retry.ts';
import { flag, inGroups, list as listOf, percent, told, word } from './wire.ts';

const Common = z.object({
  taskId: z.string(),
  taskAction: word,
  taskStatus: z.string().catch(''),
  supportCancel: flag,
  resourceId: word,
  creationTime: word,
  finishedTime: word,
});

function task(said: z.output<typeof Common>): Task {
  return told({
    id: said.taskId,
    action: said.taskAction,
    status: said.taskStatus,
    cancellable: said.supportCancel,
    resourceId: said.resourceId,
    createdAt: said.creationTime,
    finishedAt: said.finishedTime,
  });
}

const Page = z.object({ taskSet: listOf('task', Common.transform(task)) });

const Related = z.object({ name: z.string(), value: z.string().catch('') });
const Progress = z.object({
  errorCode: word,
  errorMsg: word,
  relatedItemSet: listOf('relatedItem', Related),
});
const Detail = Common.extend({
  taskProcess: percent,
  operationProgressSet: listOf('operationProgress', Progress),
});

function failure({ errorCode, errorMsg, relatedItemSet }: z.output<typeof Progress>): TaskFailure {
  return told({
    code: errorCode,
    message: errorMsg,
    related: Object.fromEntries(relatedItemSet.map(({ name, value }) => [name, value])),
  });
}

const pageSize = 100;

export function tasks(client: EcsClient) {
  return {
    /** DescribeTasks. Ids ECS does not know are left out of the answer; nor does it tell why a task failed. */
    async list(region: string, taskIds: string[], patience?: Patience): Promise<Task[]> {
      const groups = inGroups(taskIds, pageSize).map((ids) =>
        byNumber(
          pageSize,
          (pageNumber) =>
            client.read('DescribeTasks', region, { taskIds: ids.join(','), pageSize, pageNumber }, patience),
          (body) => Page.parse(body).taskSet,
        ),
      );
      return (await Promise.all(groups)).flat();
    },

    /** DescribeTasks. What is being done to this image, newest first. */
    async ofResource(region: string, resourceId: string, patience?: Patience): Promise<Task[]> {
      const asked = { resourceIds: [resourceId], pageSize, pageNumber: 1 };
      return Page.parse(await client.read('DescribeTasks', region, asked, patience)).taskSet;
    },

    /** DescribeTaskAttribute. Progress, and why the task failed: the only place where ECS tells the reason. */
    async get(region: string, taskId: string, patience?: Patience): Promise<Task> {
      const said = Detail.parse(await client.read('DescribeTaskAttribute', region, { taskId }, patience));
      const failed = said.operationProgressSet.find(({ errorCode, errorMsg }) => errorCode ?? errorMsg);
      return told({ ...task(said), progress: said.taskProcess, failure: failed && failure(failed) });
    },

    /** CancelTask. For imports and exports under way; the task ends a while later. */
    async cancel(region: string, taskId: string): Promise<void> {
      await client.write('CancelTask', region, { taskId });
    },
  };
}
