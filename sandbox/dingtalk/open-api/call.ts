import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { isObject } from '../../slack/blocks/rules.ts';
import { parsed } from '../../slack/http.ts';
import type { ApiCall } from '../api.ts';
import type { CallFault, Faults } from '../faults.ts';
import { newId } from '../ids.ts';
import { oapiRefused, Refused } from '../refused.ts';
import { keep, type State } from '../state.ts';
import type { Endpoint } from './endpoint.ts';
import type { Tokens } from './tokens.ts';

export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  raw: Buffer;
}

interface Answer {
  status: number;
  body: unknown;
}

/** The doors every call passes in turn: address, pace, token, scope, the month's quota; then what it asks for. */
export function createOpenApi(
  state: State,
  faults: Faults,
  tokens: Tokens,
  endpoints: Record<string, Endpoint>,
) {
  /** Moments of the last second's calls, by path. */
  const recent = new Map<string, number[]>();

  async function call(request: Request): Promise<Answer> {
    const { method, path, raw } = request;
    const body = parsed(raw.toString());
    const endpoint = endpoints[`${method} ${path}`];
    const fault = endpoint && faults.call(path);
    const answer = await settle(request, body, endpoint, fault);
    const error = errorOf(answer.body);
    const logged: ApiCall = {
      method,
      path,
      at: state.now(),
      body: withoutSecrets(body),
      status: answer.status,
    };
    if (error) logged.error = error;
    if (!endpoint) logged.unexpected = true;
    keep(state.calls, logged);
    state.emit({ type: 'call', call: logged });
    return answer;
  }

  async function settle(
    request: Request,
    body: unknown,
    endpoint: Endpoint | undefined,
    fault: CallFault | undefined,
  ): Promise<Answer> {
    try {
      if (!endpoint) {
        state.counters.unexpected += 1;
        throw new Refused(404, 'InvalidAction.NotFound', `${request.method} ${request.path}`);
      }
      if (fault?.delayMs) await pause(fault.delayMs);
      if (fault && fails(fault)) throw faulty(fault);
      admit(request, endpoint);
      const { query, raw, headers } = request;
      const answer = await endpoint.run(
        { body, query, raw, contentType: headers['content-type'] ?? '' },
        state,
      );
      if (fault?.takeThenFail) return { status: 502, body: 'Bad Gateway' };
      return { status: 200, body: answer };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return refusal(error);
    }
  }

  function admit({ path, query, headers }: Request, { token, scope, metered }: Endpoint): void {
    const old = token === 'query';
    if (token !== 'none') {
      if (faults.qps(path) || tooFast(path)) {
        if (old) throw oapiRefused(90018, '应用调用该接口过于频繁');
        throw new Refused(403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', '应用调用该接口过于频繁');
      }
      if (!tokens.valid(old ? query.get('access_token') : String(headers['x-acs-dingtalk-access-token']))) {
        if (old) throw oapiRefused(40014, '不合法的access_token');
        throw new Refused(400, 'InvalidAuthentication', '不合法的access_token');
      }
    }
    if (scope && !state.settings.scopes.includes(scope)) {
      const told = `应用尚未开通所需的权限：[${scope}]`;
      if (old) throw oapiRefused(88, `ding talk error[subcode=60011,submsg=${told}]`);
      throw new Refused(403, 'Forbidden.AccessDenied.AccessTokenPermissionDenied', told, {
        accessdenieddetail: { requiredScopes: [scope] },
      });
    }
    if (!metered) return;
    if (state.counters.apiCalls >= state.settings.limits.apiCalls) {
      if (old) throw oapiRefused(90020, '企业本月调用量已达上限');
      throw new Refused(403, 'Forbidden.AccessDenied.ApiCountLimitForOrg', '企业本月调用量已达上限');
    }
    state.counters.apiCalls += 1;
  }

  function tooFast(path: string): boolean {
    const lately = (recent.get(path) ?? []).filter((at) => at > state.now() - 1000);
    const full = lately.length >= state.settings.limits.qps;
    recent.set(path, full ? lately : [...lately, state.now()]);
    return full;
  }

  return { call };
}

/** A fault that is only a delay, or takes the call before it loses the answer, lets the call in. */
function fails({ takeThenFail, delayMs, status, code, errcode }: CallFault): boolean {
  return !takeThenFail && (delayMs === undefined || (status ?? code ?? errcode) !== undefined);
}

function faulty({ status = 500, code = 'system.busy', errcode }: CallFault): Refused {
  return errcode === undefined ? new Refused(status, code, 'fault') : oapiRefused(errcode, 'fault');
}

function refusal({ status, code, message, detail }: Refused): Answer {
  if (typeof code === 'number') return { status, body: { errcode: code, errmsg: message } };
  return { status, body: { code, requestid: newId().toUpperCase(), message, ...detail } };
}

function errorOf(body: unknown): string | undefined {
  if (!isObject(body)) return undefined;
  if (typeof body.code === 'string') return body.code;
  return body.errcode ? String(body.errcode) : undefined;
}

const secret = ['appSecret', 'clientSecret'];

const withoutSecrets = (body: unknown) =>
  isObject(body)
    ? Object.fromEntries(Object.entries(body).filter(([name]) => !secret.includes(name)))
    : undefined;
