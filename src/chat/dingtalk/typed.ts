import type { Button } from '../card.ts';

const PREFIX = '/ecs-image';
/** Longer ones are only shown: clients are known to take a hundred characters. */
const longestTap = 100;

/**
 * The words that do what a button does. A tap makes the client send them as the person's own message. A button whose
 * command is not whole (`replace i-… image`) is named itself: `tap pick cn-hangzhou/m-1`, so that we ask for the rest.
 */
export function tapOf({ action, record, typed }: Exclude<Button, { link: string }>): string | undefined {
  const words = typed && !typed.includes('…') ? prefixed(typed) : `${PREFIX} tap ${action} ${record}`;
  return words.length <= longestTap ? words : undefined;
}

/** As it is shown beside the button, for reading and for clients whose buttons do nothing. */
export function shownOf(button: Exclude<Button, { link: string }>): string {
  return button.typed ? prefixed(button.typed) : (tapOf(button) ?? '');
}

/** The button named in a tap's words. */
export function tapped(text: string): { action: string; record: string } | undefined {
  const [, action, record] = /^\/?ecs-image +tap +([a-z][\w.-]*) +(\S+)$/.exec(text) ?? [];
  return action && record ? { action, record } : undefined;
}

/** An address that makes the client send these words; its host works in lower case only. */
export function sending(words: string): string {
  const content = encodeURIComponent(words).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'));
  return `dtmd://dingtalkclient/sendMessage?content=${content}`;
}

/**
 * What an answer that quotes a card with these buttons has to name: its request, and its plan where that was made
 * anew (`rq_7f3a2k 0d21c4`).
 */
export function namedBy(buttons: Button[] = []): string | undefined {
  for (const button of buttons) {
    const typed = 'action' in button && button.action === 'approve' ? button.typed : undefined;
    const named = typed && /^approve (rq_\S+(?: [0-9a-f]+)?)$/.exec(typed)?.[1];
    if (named) return named;
  }
  return undefined;
}

const ownLinks =
  /[("]dtmd:\/\/dingtalkclient\/sendMessage\?content=%2Fecs-image%20(?:approve|deny|cancel)%20(rq_[0-9a-z]{6})(?:%20([0-9a-f]{6,16}))?[)"]/g;

/**
 * The same, from a message of ours that is quoted. Only its links are believed: its other words may be those of
 * anybody, but nobody can write an address into it (`tame`). Undefined when they are of several requests.
 */
export function namedIn(quoted: string): string | undefined {
  const links = [...quoted.matchAll(ownLinks)];
  const [request, ...others] = new Set(links.map(([, id]) => id));
  if (!request || others.length) return undefined;
  const mark = links.find(([, , plan]) => plan)?.[2];
  return mark ? `${request} ${mark}` : request;
}

const answers: Record<string, string> = {
  同意: 'approve',
  批准: 'approve',
  approve: 'approve',
  拒绝: 'deny',
  驳回: 'deny',
  deny: 'deny',
  取消: 'cancel',
  撤回: 'cancel',
  cancel: 'cancel',
};

/** The command a quoting answer stands for: `同意` → `approve`; what follows is the reason. Undefined for other words. */
export function answerOf(text: string): { verb: string; rest: string } | undefined {
  const [, word = '', rest = ''] =
    /^(?:\/?ecs-image +)?(\S+?)[。.!！,，:：]*(?:\s+(.*))?$/su.exec(text.trim()) ?? [];
  const verb = answers[word.toLowerCase()];
  return verb && !/\brq_/.test(rest) ? { verb, rest } : undefined;
}

/** The request that words name, if they name one alone. */
export function requestIn(words: string): string | undefined {
  const [first, ...others] = new Set(words.match(/\brq_[0-9a-z]{6}\b/g));
  return others.length ? undefined : first;
}

function prefixed(typed: string): string {
  return typed.startsWith(PREFIX) ? typed : `${PREFIX} ${typed}`;
}
