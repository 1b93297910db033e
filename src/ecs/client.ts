import { createHash } from 'node:crypto';
import type * as models from '@alicloud/ecs20140526';
import pLimit, { type LimitFunction } from 'p-limit';
import { type Credentials, credentials, type KeySettings, secretsOf } from './credentials.ts';
import { normalise } from './errors.ts';
import { classOf } from './load.ts';
import { type Patience, type Pause, pauseOver, repeated } from './retry.ts';

export type EcsSettings = KeySettings & {
  /** E.g. `http://127.0.0.1:9000`; default the vendor's own, per region. Plain http for loopback only. */
  endpoint?: string | undefined;
  /** Likewise for OSS. */
  ossEndpoint?: string | undefined;
  homeRegion: string;
  /** Ends the SDK's user agent, e.g. `ecs-image/0.1`. */
  userAgent?: string | undefined;
  /** Milliseconds to wait for an answer; default 15,000. */
  timeoutMs?: number | undefined;
  /** Longest time a read may wait over all its tries when its caller says nothing; default two minutes. */
  patienceMs?: number | undefined;
  pause?: Pause | undefined;
};

type Models = typeof models;
type Sdk = InstanceType<Models['default']['default']>;
type ActionOf<Name> = Name extends `${infer Action}Request` ? Action : never;
/** Every API action that the SDK has a request model for. */
export type Action = ActionOf<keyof Models & string>;

/**
 * The fields of a request model as a plain object. The model's own constructor takes any object and drops names
 * it does not know without a word, so the names are checked here.
 */
type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends { toMap: unknown }
    ? { [Field in keyof T as Named<Field>]?: Plain<T[Field]> | undefined }
    : T;
type Named<Field> = string extends Field
  ? never
  : Field extends 'toMap' | 'validate' | 'copyWithoutStream'
    ? never
    : Field;

type RequestModel<A extends Action> = Models[`${A}Request` & keyof Models] extends new (
  ...args: never[]
) => infer Model
  ? Model
  : never;
export type RequestOf<A extends Action> = Plain<RequestModel<A>> & object;

/** The one way to ECS. Both answer the body as the SDK reads it, to be parsed, and throw EcsError. */
export type EcsClient = {
  homeRegion: string;
  /** A call without effect: repeated when ECS throttles, fails or does not answer. */
  read<A extends Action>(
    action: A,
    region: string,
    request: RequestOf<A>,
    patience?: Patience,
  ): Promise<unknown>;
  /** A call with an effect: sent once. */
  write<A extends Action>(action: A, region: string, request: RequestOf<A>): Promise<unknown>;
};

const defaultTimeoutMs = 15_000;
/** Calls of one region under way at once: the SDK's shared agent opens a socket for each. */
const concurrent = 8;
const impatient: Patience = { retries: 0 };
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Nothing is loaded or connected before the first call: the SDK costs half a second and 67 MB. */
export function ecsClient(settings: EcsSettings, keys: Credentials = credentials(settings)): EcsClient {
  const secrets = secretsOf(settings);
  const account = createHash('sha256')
    .update(settings.accessKeyId ?? 'default')
    .digest('hex')
    .slice(0, 8);
  const where = endpoint(settings.endpoint);
  const usual = usualPatience(settings);
  const regions = new Map<string, { sdk: Promise<Sdk>; limit: LimitFunction }>();

  function at(region: string) {
    const known = regions.get(region);
    if (known) return known;
    const opened = { sdk: openSdk(region, where, settings, keys), limit: pLimit(concurrent) };
    regions.set(region, opened);
    return opened;
  }

  async function call(action: Action, region: string, request: object, patience: Patience): Promise<unknown> {
    const key = `${account}|${region}|${action}`;
    if (settings.pause) await pauseOver(settings.pause, key, action, patience);
    const { sdk, limit } = at(region);
    try {
      return await limit(async () => send(await sdk, await loadModels(), action, region, request));
    } catch (thrown) {
      const error = normalise(thrown, action, secrets);
      if (error.kind === 'throttle')
        await settings.pause?.set(key, Date.now() + (error.retryAfterMs ?? 1000));
      throw error;
    }
  }

  return {
    homeRegion: settings.homeRegion,
    read(action, region, request, asked) {
      const patience = { ...usual, ...asked };
      return repeated(() => call(action, region, request, patience), patience);
    },
    write: (action, region, request) => call(action, region, request, impatient),
  };
}

async function send(sdk: Sdk, loaded: Models, action: Action, region: string, fields: object) {
  const Request = loaded[`${action}Request` as 'DescribeImagesRequest'];
  const method = `${action.charAt(0).toLowerCase()}${action.slice(1)}` as 'describeImages';
  // Some actions have no RegionId: there the endpoint alone decides.
  const withRegion = 'regionId' in Request.names() ? { regionId: region, ...fields } : fields;
  const { body } = await sdk[method](new Request(withRegion));
  return body;
}

let loading: Promise<Models> | undefined;

function loadModels(): Promise<Models> {
  loading ??= import('@alicloud/ecs20140526');
  return loading;
}

async function openSdk(
  region: string,
  where: Endpoint,
  settings: EcsSettings,
  keys: Credentials,
): Promise<Sdk> {
  const [loaded, { $OpenApiUtil }] = await Promise.all([loadModels(), import('@alicloud/openapi-core')]);
  const Client = classOf(loaded);
  const timeout = settings.timeoutMs ?? defaultTimeoutMs;
  return new Client(
    new $OpenApiUtil.Config({
      credential: { getCredential: keys.current },
      regionId: region,
      ...where,
      // `connectTimeout` is really a socket idle timeout: the shorter of the two ends every call.
      readTimeout: timeout,
      connectTimeout: timeout,
      userAgent: settings.userAgent,
    }),
  );
}

export function usualPatience({ patienceMs }: Pick<EcsSettings, 'patienceMs'>): Patience {
  return patienceMs === undefined ? {} : { patienceMs };
}

type Endpoint = { endpoint?: string; protocol: string };

/** The SDK takes host and scheme apart. Throws on plain http to anything but this machine. */
function endpoint(url: string | undefined): Endpoint {
  if (!url) return { protocol: 'https' };
  const { protocol, host, hostname } = new URL(url);
  if (protocol === 'http:' && !loopback.has(hostname)) throw new Error('plain http is for loopback only');
  return { endpoint: host, protocol: protocol.slice(0, -1) };
}
