import type { Refusal } from '../dingtalk/api.ts';
import { postJson } from './live.ts';
import type { WordKey } from './words.ts';

type Chat = 'slack' | 'dingtalk';

const failures: Record<Chat, Partial<Record<string, WordKey>>> = {
  slack: {
    late: 'operation_timeout',
    timeout: 'operation_timeout',
    refused: 'refused',
    undeliverable: 'undeliverable',
    lost: 'lost',
    dropped: 'dropped',
  },
  dingtalk: {
    late: 'unacknowledged',
    timeout: 'unacknowledged',
    refused: 'refused',
    undeliverable: 'undeliverable',
    lost: 'lost',
  },
};

/** A gesture in one of the chats, over HTTP: its result, and the words for what went wrong. */
export async function gesture<Result extends { outcome: string }>(
  chat: Chat,
  name: string,
  argument: object,
): Promise<{ result?: Result; failure?: string }> {
  try {
    const { ok, body } = await postJson(`/${chat}/${name}`, argument);
    if (!ok) return { failure: (body as Partial<Refusal>).reason ?? 'refused' };
    const result = body as Result;
    return { result, failure: failures[chat][result.outcome] };
  } catch {
    return { failure: 'unreachable' };
  }
}
