import { afterEach, describe, expect, it } from '@jest/globals';
import { EcsError } from '../../src/ecs/errors.ts';
import { createEcs, type EcsSettings } from '../../src/ecs/index.ts';
import { startAnswering } from './answering.ts';

type Answering = Awaited<ReturnType<typeof startAnswering>>;

const keys = { accessKeyId: 'LTAI5tSpecSpecSpecSpec', accessKeySecret: 'spec-secret-value' };
const secretScript = 'echo hunter2-in-the-script';
const region = 'eu-central-1';
const oneImage = { Images: { Image: [{ ImageId: 'm-1', ImageName: 'one' }] } };
let server: Answering | undefined;

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function ecsAnswering(
  answer: Parameters<typeof startAnswering>[0],
  settings: Partial<EcsSettings> = {},
) {
  server = await startAnswering(answer);
  return createEcs({ ...keys, endpoint: server.url, homeRegion: region, timeoutMs: 300, ...settings });
}

async function failure(call: Promise<unknown>): Promise<EcsError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof EcsError)) throw new Error('an EcsError was expected', { cause: error });
  return error;
}

const run = (ecs: ReturnType<typeof createEcs>) =>
  ecs.assistant.run({ region, instanceId: 'i-1', script: secretScript, token: 'token-1' });

describe('a call to ECS that fails', () => {
  it.each<[string, Parameters<typeof startAnswering>[0], Partial<EcsError>]>([
    ['an HTML page', () => [502, '<html>Bad Gateway</html>'], { kind: 'transient', code: 'BadAnswer' }],
    ['an empty body', () => [431, ''], { kind: 'transient', code: 'BadAnswer' }],
    ['no answer', () => () => undefined, { kind: 'transport', code: 'Timeout' }],
    [
      'a broken connection',
      () => (response) => response.socket?.destroy(),
      { kind: 'transport', code: 'ECONNRESET' },
    ],
    [
      'half an answer',
      () => (response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{');
        setTimeout(() => response.socket?.destroy(), 20);
      },
      { kind: 'transport' },
    ],
    [
      'a refusal that repeats the parameters',
      ({ params }) => [
        400,
        {
          Code: 'SignatureDoesNotMatch',
          Message: `we signed ${JSON.stringify(params)} for ${keys.accessKeyId}`,
        },
      ],
      { kind: 'auth', code: 'SignatureDoesNotMatch', status: 400 },
    ],
    [
      'a refusal that shows an address and a key',
      () => [
        400,
        {
          Code: 'InvalidSomething',
          Message: `see http://h/?Password=hunter2 or Password=hunter2, ${keys.accessKeySecret}`,
          RequestId: 'R-1',
        },
      ],
      { kind: 'invalid', requestId: 'R-1', message: 'see [address] or Password=*** ***' },
    ],
  ])('says why without telling a secret: %s', async (_what, answer, expected) => {
    const ecs = await ecsAnswering(answer);

    const error = await failure(run(ecs));

    expect(error).toMatchObject(expected);
    const told = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
    for (const secret of ['hunter2', encoded(secretScript), keys.accessKeySecret, 'http:', 'CommandContent'])
      expect(told).not.toContain(secret);
    expect(error.cause).toBeUndefined();
  });

  it('names the RAM action that was refused', async () => {
    const ecs = await ecsAnswering(() => [
      403,
      { Code: 'Forbidden.RAM', Message: 'no', AccessDeniedDetail: { AuthAction: 'ecs:RunCommand' } },
    ]);

    expect(await failure(run(ecs))).toMatchObject({ kind: 'forbidden', authAction: 'ecs:RunCommand' });
  });

  it('says that nobody listens', async () => {
    const ecs = createEcs({ ...keys, endpoint: 'http://127.0.0.1:9', homeRegion: region });

    expect(await failure(run(ecs))).toMatchObject({ kind: 'transport', code: 'ECONNREFUSED' });
  });

  it.each(['endpoint', 'ossEndpoint'])('cannot happen over plain http to another machine (%s)', (which) => {
    const settings = { ...keys, homeRegion: region, [which]: 'http://ecs.example.com' };

    expect(() => createEcs(settings)).toThrow('loopback');
  });
});

describe('a read', () => {
  it('is repeated after a passing failure', async () => {
    const ecs = await ecsAnswering((_asked, nth) =>
      nth === 1 ? [503, { Code: 'ServiceUnavailable' }] : [200, oneImage],
    );

    expect(await ecs.images.get(region, 'm-1')).toMatchObject({ id: 'm-1', name: 'one' });
    expect(server?.asked).toHaveLength(2);
  });

  it('waits when it is throttled, and is asked again', async () => {
    const ecs = await ecsAnswering((_asked, nth) =>
      nth === 1 ? [400, { Code: 'Throttling.User' }, { 'x-acs-retry-after': '20' }] : [200, oneImage],
    );

    expect(await ecs.images.get(region, 'm-1')).toMatchObject({ id: 'm-1' });
  });

  it('is asked once when the caller wants no repeat', async () => {
    const ecs = await ecsAnswering(() => [400, { Code: 'Throttling' }, { 'x-acs-retry-after': '40000' }]);

    const error = await failure(ecs.images.get(region, 'm-1', { retries: 0 }));

    expect(error).toMatchObject({ kind: 'throttle', retryAfterMs: 40_000 });
    expect(server?.asked).toHaveLength(1);
  });

  it('is not repeated when it is refused', async () => {
    const ecs = await ecsAnswering(() => [403, { Code: 'Forbidden.RAM' }]);

    expect(await failure(ecs.images.get(region, 'm-1'))).toMatchObject({ kind: 'forbidden' });
    expect(server?.asked).toHaveLength(1);
  });

  it('gives up when waiting would try the patience of the caller', async () => {
    const ecs = await ecsAnswering(() => [400, { Code: 'Throttling' }, { 'x-acs-retry-after': '30000' }]);

    expect(await failure(ecs.images.get(region, 'm-1', { patienceMs: 1000 }))).toMatchObject({
      kind: 'throttle',
    });
  });

  it('survives records with missing and unknown fields', async () => {
    const ecs = await ecsAnswering(() => [
      200,
      {
        Images: { Image: [{ ImageName: 'no id' }, { ImageId: 'm-1', Architecture: 'riscv', Brandnew: {} }] },
      },
    ]);

    expect(await ecs.images.list(region)).toEqual([
      { id: 'm-1', name: 'm-1', region, status: '', progress: 0, tags: {}, disks: [] },
    ]);
  });

  it('survives an answer without anything in it', async () => {
    const ecs = await ecsAnswering(() => [200, {}]);

    expect(await ecs.instances.list(region)).toEqual([]);
    expect(await ecs.instances.list(region, [])).toEqual([]);
  });
});

describe('a write', () => {
  it('is sent once, whatever happens', async () => {
    const ecs = await ecsAnswering(() => [503, { Code: 'ServiceUnavailable' }]);

    expect(await failure(run(ecs))).toMatchObject({ kind: 'transient' });
    expect(server?.asked).toHaveLength(1);
  });

  it('never sends a password, and sends a region only where there is one', async () => {
    const ecs = await ecsAnswering(() => [200, { DiskId: 'd-2' }]);

    const replaced = await ecs.instances.replaceSystemDisk({
      region,
      instanceId: 'i-1',
      imageId: 'm-1',
      sizeGiB: 40,
      keyPair: 'ops',
      token: 'token-1',
    });

    expect(replaced).toEqual({ diskId: 'd-2' });
    expect(server?.asked[0]?.params).toEqual({
      InstanceId: 'i-1',
      ImageId: 'm-1',
      'SystemDisk.Size': '40',
      KeyPairName: 'ops',
      ClientToken: 'token-1',
    });
  });
});

describe('the pause after throttling', () => {
  it('is shared: a write does not go out while it lasts, other actions do', async () => {
    const pauses = new Map<string, number>();
    const pause = {
      until: async (key: string) => pauses.get(key) ?? 0,
      set: async (key: string, untilMs: number) => void pauses.set(key, untilMs),
    };
    const throttled: Parameters<typeof startAnswering>[0] = ({ action }) =>
      action === 'StopInstance'
        ? [400, { Code: 'Throttling' }, { 'x-acs-retry-after': '60000' }]
        : [200, { RequestId: 'R' }];
    const ecs = await ecsAnswering(throttled, { pause });

    await failure(ecs.instances.stop(region, 'i-1'));
    const paused = await failure(ecs.instances.stop(region, 'i-2'));
    await ecs.instances.start(region, 'i-1');

    expect(paused).toMatchObject({ kind: 'throttle', code: 'Throttling' });
    expect(paused.retryAfterMs).toBeGreaterThan(0);
    expect(server?.asked.map(({ action }) => action)).toEqual(['StopInstance', 'StartInstance']);
    expect([...pauses.keys()]).toEqual([expect.stringMatching(/^[0-9a-f]{8}\|eu-central-1\|StopInstance$/)]);
  });

  it('is waited out by a read', async () => {
    const ends = Date.now() + 50;
    const pause = { until: async () => ends, set: async () => undefined };
    const ecs = await ecsAnswering(() => [200, oneImage], { pause });

    expect(await ecs.images.get(region, 'm-1')).toMatchObject({ id: 'm-1' });
  });
});

function encoded(script: string): string {
  return Buffer.from(script).toString('base64').slice(0, 12);
}
