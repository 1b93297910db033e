import type { Content, Conversation, Json, Message, Person, RichPart } from './api.ts';
import { newSecret } from './ids.ts';
import { wordsOf } from './messages.ts';
import type { State } from './state.ts';

/** `data` of a robot frame, with every field of facts/dingtalk.md §2.1. Opens a sessionWebhook of its own. */
export function robotData(
  state: State,
  message: Message,
  person: Person,
  conversation: Conversation,
  body: Json,
): Json {
  const { robotCode, robotUserId } = state.app;
  const group = conversation.type === 'group';
  const expires = state.now() + state.timings.session;
  const secret = newSecret();
  state.sessions.set(secret, { conversation: conversation.id, expires });
  return {
    msgId: message.id,
    conversationId: conversation.id,
    conversationType: group ? '2' : '1',
    openThreadId: conversation.id,
    ...(group && {
      conversationTitle: conversation.title,
      isInAtList: true,
      atUsers: atUsers(state, message),
    }),
    ...standing(state, person),
    senderId: person.senderId,
    senderNick: person.name,
    senderCorpId: person.corpId,
    senderPlatform: 'Mac',
    chatbotCorpId: state.corpId,
    chatbotUserId: robotUserId,
    robotCode,
    createAt: message.at,
    sessionWebhook: `${state.url}/robot/sendBySession?session=${secret}`,
    sessionWebhookExpiredTime: expires,
    ...body,
  };
}

/** Who they are to the organisation: nothing for outsiders, nothing while the robot is unpublished. */
function standing({ settings }: State, { staffId, admin }: Person): Json {
  if (!settings.published) return { senderStaffId: '' };
  return staffId === undefined ? {} : { senderStaffId: staffId, isAdmin: admin };
}

function atUsers({ people, app, settings }: State, { atPeople }: Message): Json[] {
  const named = atPeople.map((id) => {
    const person = people.get(id);
    const known = settings.published && person?.staffId !== undefined;
    return { dingtalkId: person?.senderId, ...(known && { staffId: person.staffId }) };
  });
  return [{ dingtalkId: app.robotUserId }, ...named];
}

/** Typed words as the robot hears them: its own mention taken out, the space beside it left. */
export const textBody = (state: State, shown: string, more: Json = {}): Json => ({
  msgtype: 'text',
  text: { content: unnamed(state, shown), ...more },
});

export const unnamed = ({ app }: State, shown: string): string => shown.replace(`@${app.robotName}`, '');

export const richBody = (state: State, parts: RichPart[]): Json => ({
  msgtype: 'richText',
  content: {
    richText: parts.map((part) => {
      if ('text' in part) return { text: unnamed(state, part.text) };
      if (part.type === 'picture') return part;
      const person = state.people.get(part.person);
      return { type: 'at', atName: person?.name, ...(person?.staffId && { atUserId: person.staffId }) };
    }),
  },
});

/** What arrives once the month's Stream units are spent: who and where, but no word of what was said. */
export const quotaBody = { msgtype: 'text', errorCode: 20001, errorMessage: '本月消息推送额度已用完' };

/** What frames say of a quoted message, in three clients' ways (§2.2). */
export const quoting = {
  reply: (state: State, quoted: Message) => ({
    text: { isReplyMsg: true, repliedMsg: replied(state, quoted) },
    top: { originalMsgId: quoted.id, ...keyOf(quoted) },
  }),
  original: (_state: State, quoted: Message) => ({
    text: {},
    top: { originalMsgId: quoted.id, ...keyOf(quoted) },
  }),
  legacy: (state: State, quoted: Message) => ({
    text: {},
    top: {
      quoteMessage: {
        msgId: quoted.id,
        msgtype: wireKind(quoted.content),
        text: { content: wordsOf(quoted.content) },
        senderId: senderIdOf(state, quoted),
      },
    },
  }),
};

function replied(state: State, quoted: Message): Json {
  const { content } = quoted;
  return {
    msgType: wireKind(content),
    msgId: quoted.id,
    senderId: senderIdOf(state, quoted),
    createdAt: quoted.at,
    ...(content.kind === 'file' && { content: { fileName: content.name, downloadCode: content.mediaId } }),
    ...(content.kind === 'richText' && { content: richBody(state, content.parts).content }),
    ...((content.kind === 'text' || content.kind === 'markdown') && { content: { text: content.text } }),
  };
}

/** Only what the robot API or a card sent has one; a sessionWebhook leaves none. */
const keyOf = ({ processQueryKey }: Message): Json =>
  processQueryKey === undefined ? {} : { originalProcessQueryKey: processQueryKey };

const senderIdOf = (state: State, { from }: Message) =>
  from === 'robot' ? state.app.robotUserId : state.people.get(from)?.senderId;

const wireKind = ({ kind }: Content) => (kind === 'actionCard' || kind === 'card' ? 'interactiveCard' : kind);
