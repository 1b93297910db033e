import ecs20140526, * as sdk from '@alicloud/ecs20140526';
import { Config } from '@alicloud/openapi-core/dist/utils.js';
import { type Clock, createClock } from '../../sandbox/clock.ts';
import { type Ecs, startEcs } from '../../sandbox/ecs/index.ts';
import { type Oss, startOss } from '../../sandbox/oss/index.ts';
import { demoBuckets } from '../../sandbox/seed.ts';

// A CommonJS package: its default export is the module object in Node, the class in jest.
const Client = (ecs20140526.default ?? ecs20140526) as typeof ecs20140526.default;

export const region = 'cn-hangzhou';
export const UBUNTU = 'ubuntu_24_04_x64_20G_alibase_20260916.vhd';
/** CentOS 7.9 on ecs.g7.large with a key pair. */
export const SHOP_WEB = 'i-bp1shopweb01k3x9q7m2';
/** CentOS 8 with two data disks and a snapshot policy. */
export const ORDER_DB = 'i-bp1orderdb01h2z6y4c8';

/** A sandbox ECS and OSS, the real SDK before them, and the questions the specs ask most. */
export interface LocalEcs {
  clock: Clock;
  ecs: Ecs;
  oss: Oss;
  client: InstanceType<typeof Client>;
  connect(secret?: string, id?: string): InstanceType<typeof Client>;
  instance(id: string, at?: string): Promise<sdk.DescribeInstancesResponseBodyInstancesInstance>;
  systemDisk(id: string): Promise<sdk.DescribeDisksResponseBodyDisksDisk & { diskId: string }>;
  snapshotStatus(id: string): Promise<string | undefined>;
  /** Stops an instance and lets it come to rest. */
  stopped(id: string): Promise<void>;
  /** A script's output on an instance, by Cloud Assistant. */
  run(id: string, script: string): Promise<string>;
  /** Sends whatever it is given, past the SDK's models. */
  raw(action: string, query: Record<string, string>): Promise<unknown>;
  /** Asks the control address for something. */
  control(path: string, body: unknown): Promise<Response>;
  stop(): Promise<void>;
}

/** The sandbox's clock all but stands still; specs push it ahead. */
export async function startLocalEcs(): Promise<LocalEcs> {
  const clock = createClock({ speed: 0.001 });
  const oss = await startOss({ buckets: demoBuckets() });
  const ecs = await startEcs({ clock, oss });
  const connect = (accessKeySecret = 'sandbox-secret', accessKeyId = 'sandbox') =>
    new Client(
      new Config({
        accessKeyId,
        accessKeySecret,
        regionId: region,
        endpoint: `127.0.0.1:${ecs.port}`,
        protocol: 'http',
        readTimeout: 5000,
        connectTimeout: 5000,
      }),
    );
  const client = connect();

  return {
    clock,
    ecs,
    oss,
    client,
    connect,
    async instance(id, at = region) {
      const request = { regionId: at, instanceIds: JSON.stringify([id]) };
      const { body } = await client.describeInstances(new sdk.DescribeInstancesRequest(request));
      return the(body?.instances?.instance?.[0]);
    },
    async systemDisk(id) {
      const request = { regionId: region, instanceId: id, diskType: 'system' };
      const { body } = await client.describeDisks(new sdk.DescribeDisksRequest(request));
      const disk = the(body?.disks?.disk?.[0]);
      return Object.assign(disk, { diskId: the(disk.diskId) });
    },
    async snapshotStatus(id) {
      const request = { regionId: region, snapshotIds: JSON.stringify([id]) };
      const { body } = await client.describeSnapshots(new sdk.DescribeSnapshotsRequest(request));
      return body?.snapshots?.snapshot?.[0]?.status;
    },
    async stopped(id) {
      await client.stopInstance(new sdk.StopInstanceRequest({ instanceId: id, stoppedMode: 'KeepCharging' }));
      clock.advance(60_000);
    },
    async run(id, commandContent) {
      const request = { regionId: region, type: 'RunShellScript', commandContent, instanceId: [id] };
      const started = await client.runCommand(new sdk.RunCommandRequest(request));
      clock.advance(10_000);
      const result = { regionId: region, invokeId: started.body?.invokeId, contentEncoding: 'PlainText' };
      const { body } = await client.describeInvocationResults(
        new sdk.DescribeInvocationResultsRequest(result),
      );
      return body?.invocation?.invocationResults?.invocationResult?.[0]?.output ?? '';
    },
    async raw(action, query) {
      const params = {
        action,
        version: '2014-05-26',
        protocol: 'HTTP',
        pathname: '/',
        method: 'POST',
        authType: 'AK',
        style: 'RPC',
        reqBodyType: 'formData',
        bodyType: 'json',
      };
      const generic = client as unknown as { callApi(...parts: unknown[]): Promise<unknown> };
      const unchecked = { validate() {} };
      return generic.callApi({ ...params, ...unchecked }, { query, ...unchecked }, unchecked);
    },
    control: (path, body) =>
      fetch(`${ecs.url}/_control${path}`, { method: 'POST', body: JSON.stringify(body) }),
    async stop() {
      await ecs.stop();
      await oss.stop();
    },
  };
}

/** The code of the refusal, so that a call that goes through fails a spec by name. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no refusal',
    (error: { code?: string; name: string }) => error.code ?? error.name,
  );
}

function the<T>(found: T | undefined): T {
  if (found === undefined) throw new Error('not there');
  return found;
}
