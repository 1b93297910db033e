import type { Account, Incoming, Place } from '../platform.ts';
import { CardAnswer, type CardCallback, Quoted, type RobotMessage } from './frame.ts';
import { directly, group, outsiderId, shortHash } from './places.ts';
import { requestOf } from './track.ts';
import { tapped } from './typed.ts';

type Of<K extends Incoming['kind']> = Extract<Incoming, { kind: K }>;

/** What a message was a reply to: the key our send call was given, and the words that were quoted. */
export type Quote = { key?: string; words: string };

/** All the free units of the month are used up: the frame holds no text, and no answer would arrive. */
export function quotaSpent({ errorCode }: RobotMessage): boolean {
  return errorCode === '20001';
}

/** Words for the bot, or a tapped button. Undefined for recordings, pictures and files: none is a command. */
export function saidIn(message: RobotMessage, now: number): Of<'command' | 'click'> | undefined {
  const text = textOf(message);
  if (text === undefined) return undefined;
  const from = {
    id: `said-${shortHash(message.robotCode, message.msgId)}`,
    ...sender(message),
    place: placeOf(message),
    at: message.createAt ?? now,
  };
  const button = tapped(text);
  return button ? { kind: 'click', ...from, ...button } : { kind: 'command', ...from, text };
}

/**
 * What it answers to, if it quotes something; clients tell that in several ways, none of them documented. Words
 * count only when the bot said them: anybody could write down a link.
 */
export function quoteOf(message: RobotMessage): Quote | undefined {
  const { text, quoteMessage, originalProcessQueryKey: key, chatbotUserId } = message;
  const quoted = Quoted.safeParse(text?.repliedMsg ?? quoteMessage).data;
  const ours = quoted?.senderId !== undefined && quoted.senderId === chatbotUserId;
  if (!quoted && !key) return undefined;
  return { ...(key ? { key } : {}), words: ours ? JSON.stringify(quoted) : '' };
}

/** A direct chat is named by the person in it, a group by its conversation. */
export function placeOf(message: RobotMessage): Place {
  return message.conversationType === '1' ? directly(sender(message).account) : group(message.conversationId);
}

/**
 * A button of a card of ours. `corp` is our organisation: staff ids of another one mean other people. Undefined
 * when there is no action in it, or one about something else than the card. Each delivery of a tap has a frame id of
 * its own, so `id` is made of what stays: two taps of one person on one button have the same.
 */
export function clickOf(callback: CardCallback, corp: string | undefined, now: number) {
  const answer = answerIn(callback);
  const action = answer && actionOf(answer);
  const request = requestOf(callback.outTrackId);
  if (!action || !request || action.record.split('/')[0] !== request) return undefined;
  const outsider = !corp || callback.corpId !== corp;
  const account: Account = { platform: 'dingtalk', id: callback.userId, name: callback.userId };
  const space = callback.spaceId.replace(/^.*IM_(GROUP|ROBOT)\./, '');
  const place = callback.spaceType === 'IM_ROBOT' ? directly(account) : group(space);
  const click: Of<'click'> = {
    kind: 'click',
    id: `card-${shortHash(callback.outTrackId, callback.userId, action.action, action.record)}`,
    account,
    ...(outsider ? { outsider } : {}),
    place,
    at: now,
    ...action,
    message: { place, ref: `card:${callback.outTrackId}` },
  };
  return click;
}

function sender(message: RobotMessage): { account: Account; outsider?: true } {
  const { senderId, senderStaffId, senderNick, senderCorpId, chatbotCorpId } = message;
  const ours = !!senderStaffId && !!chatbotCorpId && senderCorpId === chatbotCorpId;
  const id = ours ? senderStaffId : outsiderId(senderId);
  const account = { platform: 'dingtalk', id, name: senderNick || id };
  return ours ? { account } : { account, outsider: true };
}

/** Pasted with its formatting a command arrives as rich text. */
function textOf({ msgtype, text, content }: RobotMessage): string | undefined {
  if (msgtype === 'text') return (text?.content ?? '').trim();
  if (msgtype !== 'richText' || !content?.richText) return undefined;
  const words = content.richText.map((part) => (part.type === 'at' ? '' : (part.text ?? '')));
  return words.join('').trim() || undefined;
}

function answerIn({ content, value }: CardCallback): CardAnswer | undefined {
  for (const json of [content, value]) {
    try {
      const answer = CardAnswer.safeParse(JSON.parse(json ?? ''));
      if (answer.success) return answer.data;
    } catch {
      // The other field may hold it.
    }
  }
  return undefined;
}

const templateActions: Record<string, string> = { agree: 'approve', reject: 'deny' };

/** Looked up by the record's id afterwards: nothing in a card is trusted. */
function actionOf({ cardPrivateData: { actionIds, params } }: CardAnswer) {
  const named = String(params.action ?? actionIds[0] ?? '');
  const action = templateActions[named] ?? named;
  const record = String(params.record || params.requestId || '');
  return /^[a-z][\w.-]*$/.test(action) && record ? { action, record } : undefined;
}
