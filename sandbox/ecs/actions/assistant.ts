import { z } from 'zod';
import { action } from '../action.ts';
import { durations, seconds } from '../durations.ts';
import { denied, invalid, missing } from '../errors.ts';
import { answer } from '../guest.ts';
import { either } from '../paging.ts';
import { bool, int, regional, tags, text, token } from '../parameters.ts';
import type { Instance, Invocation, Run } from '../records.ts';
import { must, stamp, type World } from '../world.ts';

const paging = {
  MaxResults: int(1, 50).optional(),
  NextToken: text.optional(),
  PageNumber: int(1, 1e6).optional(),
  PageSize: int(1, 50).optional(),
};
const encoding = z.enum(['PlainText', 'Base64']).default('Base64');
const MOST_BYTES = 24 * 1024;

export const describeCloudAssistantStatus = action(
  'DescribeCloudAssistantStatus',
  z.object({
    ...regional,
    ...paging,
    InstanceId: z.array(text).max(100).optional(),
    OSType: text.optional(),
  }),
  (asked, world) => {
    const found = [...world.instances.values()].filter(
      ({ id, region }) => region === asked.RegionId && (!asked.InstanceId || asked.InstanceId.includes(id)),
    );
    const { rows, fields } = either(found, asked);
    const InstanceCloudAssistantStatus = rows.map((instance) => ({
      InstanceId: instance.id,
      CloudAssistantStatus: String(reachable(world, instance)),
      CloudAssistantVersion: reachable(world, instance) ? '2.2.4.965' : '',
      LastHeartbeatTime: reachable(world, instance) ? stamp(world.clock.now()) : '',
      OSType: world.systemDisk(instance.id).guest?.windows ? 'Windows' : 'Linux',
      InvocationCount: 0,
      ActiveTaskCount: 0,
      SupportSessionManager: true,
    }));
    return { ...fields, InstanceCloudAssistantStatusSet: { InstanceCloudAssistantStatus } };
  },
);

export const runCommand = action(
  'RunCommand',
  z.object({
    ...regional,
    ...token,
    Type: z.enum(['RunShellScript', 'RunPowerShellScript', 'RunBatScript'], 'InvalidCmdType.NotSupported'),
    CommandContent: text,
    ContentEncoding: z.string().optional(),
    InstanceId: z.array(text).min(1).max(100, 'InstanceIds.ExceedLimit'),
    Timeout: int(10, 86_400).default(60),
    RepeatMode: z.enum(['Once', 'Period', 'NextRebootOnly', 'EveryReboot', 'DryRun']).default('Once'),
    Name: z.string().max(128).default(''),
    Tag: tags.optional(),
  }),
  (asked, world) => {
    const plain =
      asked.ContentEncoding === 'Base64'
        ? Buffer.from(asked.CommandContent, 'base64').toString()
        : asked.CommandContent;
    if (Buffer.from(plain).toString('base64').length > MOST_BYTES)
      throw denied('CmdContent.ExceedLimit', 'The command is too long.');
    const instances = asked.InstanceId.map((id) => {
      const instance = world.instances.get(id);
      // Cloud Assistant has a code of its own for this.
      return must(
        instance?.region === asked.RegionId ? instance : undefined,
        missing('InvalidInstance.NotFound'),
      );
    });
    if (instances.some(({ status }) => status !== 'Running'))
      throw denied('InvalidInstance.NotMatch', 'The instance is not running.');
    if (asked.RepeatMode === 'DryRun') throw invalid('DryRunOperation');
    return () => {
      const invocation: Invocation = {
        id: world.newId('t', asked.RegionId),
        commandId: world.newId('c', asked.RegionId),
        region: asked.RegionId,
        name: asked.Name,
        type: asked.Type,
        content: plain,
        createdAt: world.clock.now(),
        runs: instances.map((instance) => begin(world, instance)),
      };
      world.invocations.set(invocation.id, invocation);
      world.clock.after(seconds(durations.command), () => finish(world, invocation));
      return { InvokeId: invocation.id, CommandId: invocation.commandId };
    };
  },
);

const about = z.object({
  ...regional,
  ...paging,
  InvokeId: text.optional(),
  InstanceId: text.optional(),
  ContentEncoding: encoding,
});

export const describeInvocations = action(
  'DescribeInvocations',
  about.extend({ IncludeOutput: bool.default(false), InvokeStatus: text.optional() }),
  (asked, world) => {
    const found = invocations(world, asked).filter(
      (one) => !asked.InvokeStatus || aggregate(one) === asked.InvokeStatus,
    );
    const { rows, fields } = either(found, asked);
    const Invocation = rows.map((one) => ({
      InvokeId: one.id,
      CommandId: one.commandId,
      CommandName: one.name,
      CommandType: one.type,
      CommandContent: encode(one.content, asked.ContentEncoding),
      RepeatMode: 'Once',
      InvocationStatus: aggregate(one),
      InvokeStatus: aggregate(one),
      CreationTime: stamp(one.createdAt),
      InvokeInstances: {
        InvokeInstance: one.runs
          .filter(({ instanceId }) => !asked.InstanceId || instanceId === asked.InstanceId)
          .map((run) => shown(run, asked.IncludeOutput, asked.ContentEncoding)),
      },
    }));
    return { ...fields, Invocations: { Invocation } };
  },
);

export const describeInvocationResults = action('DescribeInvocationResults', about, (asked, world) => {
  const runs = invocations(world, asked).flatMap((one) =>
    one.runs
      .filter(({ instanceId }) => !asked.InstanceId || instanceId === asked.InstanceId)
      .map((run) => ({
        InvokeId: one.id,
        CommandId: one.commandId,
        ...shown(run, true, asked.ContentEncoding),
      })),
  );
  const { rows, fields } = either(runs, asked);
  // Here the paging fields sit inside, beside the rows.
  return { Invocation: { ...fields, InvocationResults: { InvocationResult: rows } } };
});

function reachable(world: World, instance: Instance): boolean {
  const up =
    instance.status === 'Running' && world.clock.now() - instance.bootedAt >= seconds(durations.agent);
  return up && (world.systemDisk(instance.id).guest?.agent ?? false);
}

function begin(world: World, instance: Instance): Run {
  const base = { instanceId: instance.id, output: '', startedAt: world.clock.now() };
  if (reachable(world, instance)) return { ...base, status: 'Running', errorCode: '' };
  return { ...base, status: 'Failed', errorCode: 'ClientNotRunning', finishedAt: world.clock.now() };
}

function finish(world: World, invocation: Invocation): void {
  for (const run of invocation.runs) {
    if (run.status !== 'Running') continue;
    run.finishedAt = world.clock.now();
    const instance = world.instances.get(run.instanceId);
    if (!instance || !reachable(world, instance)) {
      Object.assign(run, { status: 'Failed', errorCode: 'InstanceNotRunning' });
      continue;
    }
    Object.assign(run, {
      status: 'Success',
      exitCode: 0,
      output: answer(world, instance, invocation.content),
    });
  }
  world.changed('invocation', invocation.id, aggregate(invocation));
}

function invocations(
  world: World,
  asked: { RegionId: string; InvokeId?: string | undefined; InstanceId?: string | undefined },
): Invocation[] {
  return [...world.invocations.values()].filter(
    ({ id, region, runs }) =>
      region === asked.RegionId &&
      (!asked.InvokeId || id === asked.InvokeId) &&
      (!asked.InstanceId || runs.some(({ instanceId }) => instanceId === asked.InstanceId)),
  );
}

function aggregate({ runs }: Invocation): string {
  if (runs.some(({ status }) => status === 'Running')) return 'Running';
  const failed = runs.filter(({ status }) => status === 'Failed').length;
  if (failed === 0) return 'Success';
  return failed === runs.length ? 'Failed' : 'PartialFailed';
}

function shown(run: Run, output: boolean, contentEncoding: 'PlainText' | 'Base64') {
  return {
    InstanceId: run.instanceId,
    InvocationStatus: run.status,
    InstanceInvokeStatus: run.status === 'Running' ? 'Running' : 'Finished',
    ErrorCode: run.errorCode,
    ErrorInfo: run.errorCode ? `The command did not run: ${run.errorCode}.` : '',
    Dropped: 0,
    StartTime: stamp(run.startedAt),
    ...(run.finishedAt && { FinishTime: stamp(run.finishedAt), FinishedTime: stamp(run.finishedAt) }),
    ...(run.exitCode !== undefined && { ExitCode: run.exitCode }),
    ...(output && { Output: encode(run.output, contentEncoding) }),
  };
}

function encode(content: string, contentEncoding: 'PlainText' | 'Base64'): string {
  return contentEncoding === 'PlainText' ? content : Buffer.from(content).toString('base64');
}
