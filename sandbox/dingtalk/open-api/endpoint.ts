import type { State } from '../state.ts';

export interface Call {
  body: unknown;
  query: URLSearchParams;
  /** The body as it came. */
  raw: Buffer;
  contentType: string;
}

/** One address of DingTalk's. A refusal is thrown as `Refused`. */
export interface Endpoint {
  /** `header`: x-acs-dingtalk-access-token; `query`: access_token; `none`: it brings its own secret. */
  token: 'header' | 'query' | 'none';
  scope?: string;
  /** Counts into the organisation's calls of the month (facts/dingtalk.md §4.3). */
  metered: boolean;
  run(call: Call, state: State): unknown;
}
