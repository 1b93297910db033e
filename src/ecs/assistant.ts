import { z } from 'zod';
import type { Agent, Invocation } from '../domain/cloud.ts';
import type { EcsClient } from './client.ts';
import { byToken } from './paging.ts';
import type { Patience } from './retry.ts';
import { count, flag, inGroups, list as listOf, told, word } from './wire.ts';

const AgentAnswer = z
  .object({
    instanceId: z.string(),
    cloudAssistantStatus: flag,
    cloudAssistantVersion: word,
    lastHeartbeatTime: word,
  })
  .transform(
    (said): Agent =>
      told({
        instanceId: said.instanceId,
        online: said.cloudAssistantStatus ?? false,
        version: said.cloudAssistantVersion,
        lastHeartbeatAt: said.lastHeartbeatTime,
      }),
  );
const AgentPage = z.object({
  instanceCloudAssistantStatusSet: listOf('instanceCloudAssistantStatus', AgentAnswer),
});

const Result = z.object({
  invokeId: z.string(),
  instanceId: word,
  invocationStatus: z.string().catch(''),
  exitCode: count,
  output: z.string().catch(''),
  dropped: count,
  errorCode: word,
  errorInfo: word,
  startTime: word,
  finishedTime: word,
});
const ResultPage = z.object({
  invocation: z.object({ invocationResults: listOf('invocationResult', Result) }),
});
const Started = z.object({ invokeId: z.string() });

export type Script = {
  region: string;
  instanceId: string;
  /** Shell text for Linux; at most 24 KB once encoded. It travels in the URL: no secrets. */
  script: string;
  timeoutSeconds?: number;
  token: string;
};

const idsPerCall = 100;
const mostResults = 50;

export function assistant(client: EcsClient) {
  return {
    /** DescribeCloudAssistantStatus. Whether the agent inside answers. */
    async status(region: string, instanceIds: string[], patience?: Patience): Promise<Agent[]> {
      const groups = inGroups(instanceIds, idsPerCall).map((instanceId) =>
        byToken(
          (nextToken) =>
            client.read(
              'DescribeCloudAssistantStatus',
              region,
              { instanceId, maxResults: mostResults, nextToken },
              patience,
            ),
          (body) => AgentPage.parse(body).instanceCloudAssistantStatusSet,
        ),
      );
      return (await Promise.all(groups)).flat();
    },

    /** RunCommand, once, as a shell script; the command is not kept. */
    async run(what: Script): Promise<{ invokeId: string }> {
      const body = await client.write('RunCommand', what.region, {
        type: 'RunShellScript',
        commandContent: Buffer.from(what.script).toString('base64'),
        contentEncoding: 'Base64',
        instanceId: [what.instanceId],
        timeout: what.timeoutSeconds ?? 60,
        keepCommand: false,
        clientToken: what.token,
      });
      return Started.parse(body);
    },

    /** DescribeInvocationResults. What one run in one instance has come to; undefined when ECS does not know it. */
    async result(region: string, invokeId: string, patience?: Patience): Promise<Invocation | undefined> {
      const body = await client.read(
        'DescribeInvocationResults',
        region,
        { invokeId, contentEncoding: 'PlainText', maxResults: mostResults },
        patience,
      );
      const [said] = ResultPage.parse(body).invocation.invocationResults;
      return (
        said &&
        told({
          id: said.invokeId,
          instanceId: said.instanceId,
          status: said.invocationStatus,
          exitCode: said.exitCode,
          output: said.output,
          droppedBytes: said.dropped,
          errorCode: said.errorCode,
          errorInfo: said.errorInfo,
          startedAt: said.startTime,
          finishedAt: said.finishedTime,
        })
      );
    },
  };
}
