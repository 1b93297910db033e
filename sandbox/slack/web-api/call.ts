import type { ApiCall, Json } from '../api.ts';
import { isObject } from '../blocks/rules.ts';
import { blockErrors, viewErrors } from '../blocks/validate.ts';
import type { CallFault, Faults } from '../faults.ts';
import type { Sockets } from '../socket.ts';
import type { State } from '../state.ts';
import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { files } from './files.ts';
import { ApiError, type Method } from './method.ts';
import { people } from './people.ts';
import { createTiers } from './tiers.ts';
import { views } from './views.ts';

interface ApiAnswer {
  status: number;
  headers?: Record<string, string>;
  body: Json;
}

/** The Web API: token, scope, arguments, rate, the method itself, and the faults asked for. */
export function createWebApi(state: State, faults: Faults, sockets: Sockets) {
  const tiers = createTiers();
  const methods: Record<string, Method> = {
    ...chat,
    ...conversations,
    ...files,
    ...people,
    ...views,
    'apps.connections.open': {
      token: 'app',
      scope: 'connections:write',
      perMinute: 50,
      args: [],
      run: () => ({ url: sockets.open() }),
    },
    'blocks.validate': { perMinute: 60, args: ['blocks', 'message', 'view'], run: validate },
  };

  function checked(name: string, token: string | undefined, args: Json): Method {
    const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
    if (!method) throw new ApiError('unknown_method', { req_method: name });
    refuseToken(state, token, method);
    const unknown = Object.keys(args).filter((arg) => !method.args.includes(arg) && arg !== 'team_id');
    const missing = (method.required ?? []).filter((arg) => args[arg] === undefined || args[arg] === '');
    const messages = [
      ...unknown.map((arg) => `[ERROR] unknown argument: ${arg}`),
      ...missing.map((arg) => `[ERROR] missing required field: ${arg}`),
    ];
    if (messages.length > 0) throw new ApiError('invalid_arguments', { response_metadata: { messages } });
    return method;
  }

  async function answer(name: string, token: string | undefined, args: Json): Promise<ApiAnswer> {
    const fault = faults.call(name);
    if (fault?.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    if (fault && !fault.takeThenFail && (fault.error || fault.status)) return failed(fault);
    if (name === 'apps.connections.open' && faults.connect('503')) return { status: 503, body: {} };
    try {
      const method = checked(name, token, args);
      const bucket = name === 'chat.postMessage' ? `${name} ${args.channel}` : name;
      const wait = tiers.wait(bucket, method.perMinute, method.burst);
      if (wait > 0) return failed({ status: 429, retryAfter: wait });
      const body = { ok: true, ...method.run(args, state) };
      // Slack tells with every answer what the token may do.
      const headers: Record<string, string> =
        token === state.app.botToken ? { 'x-oauth-scopes': state.app.scopes.join(',') } : {};
      return fault?.takeThenFail ? { status: fault.status ?? 502, body: {} } : { status: 200, body, headers };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return { status: 200, body: { ok: false, error: error.error, ...error.extra } };
    }
  }

  return {
    tiers,
    async call(name: string, token: string | undefined, args: Json): Promise<ApiAnswer> {
      const made = await answer(name, token, args);
      const { ok, error } = made.body;
      const call: ApiCall = {
        method: name,
        at: Date.now(),
        args,
        ok: ok === true,
        status: made.status,
        ...(typeof error === 'string' && { error }),
      };
      state.logCall(call);
      return made;
    },
  };
}

function failed({
  status = 200,
  error,
  retryAfter,
}: Pick<CallFault, 'status' | 'error' | 'retryAfter'>): ApiAnswer {
  const body = { ok: false, error: error ?? (status === 429 ? 'ratelimited' : 'internal_error') };
  return { status, body, headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) } };
}

function refuseToken({ app }: State, token: string | undefined, { token: wanted = 'bot', scope }: Method) {
  if (!token) throw new ApiError('not_authed');
  const kind = token === app.botToken ? 'bot' : token === app.appToken ? 'app' : undefined;
  if (!kind) throw new ApiError('invalid_auth');
  if (kind !== wanted) throw new ApiError('not_allowed_token_type');
  if (kind === 'bot' && scope && !app.scopes.includes(scope)) {
    throw new ApiError('missing_scope', { needed: scope, provided: app.scopes.join(',') });
  }
}

/** blocks.validate, by our own checks. */
function validate({ blocks, message, view }: Json): Json {
  const sent = [blocks, message, view].filter((part) => part !== undefined);
  if (sent.length !== 1) throw new ApiError('invalid_arguments');
  const errors = isObject(view)
    ? viewErrors(view, view.type === 'home' ? 'home' : 'modal')
    : blockErrors(isObject(message) ? message.blocks : blocks, 'message');
  if (errors.length > 0) throw new ApiError('invalid_blocks', { errors });
  return {};
}
