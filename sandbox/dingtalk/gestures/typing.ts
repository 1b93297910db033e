import type { Content, Gestures, Json } from '../api.ts';
import { quoting, richBody, textBody } from '../frames.ts';
import { directChat } from '../state.ts';
import { conversationOf, type Desk, GestureRefused, messageOf, personOf } from './context.ts';
import { naming, shownIn, speak } from './speaking.ts';

type Typed = Pick<Gestures, 'say' | 'sayRich' | 'dm' | 'quote' | 'send'>;

/** What people do with the keyboard. */
export function typing(desk: Desk): Typed {
  const { state } = desk;
  const gestures: Typed = {
    async say({ user, conversation: id, text, at }) {
      const conversation = conversationOf(state, user, id);
      const shown = shownIn(state, conversation, text, at);
      return speak(desk, {
        user,
        conversation: id,
        content: { kind: 'text', text: shown },
        ...naming(state, conversation, shown),
        body: textBody(state, shown),
      });
    },

    async dm({ user, text }) {
      const { staffId } = personOf(state, user);
      if (staffId === undefined)
        throw new GestureRefused(
          403,
          `${user} is of another organisation: the robot is not theirs to write to`,
        );
      return gestures.say({ user, conversation: directChat(state, user).id, text });
    },

    async sayRich({ user, conversation: id, parts, at = 'first' }) {
      const conversation = conversationOf(state, user, id);
      const mention = conversation.type === 'group' && at !== false;
      const named = mention ? { text: `@${state.app.robotName} ` } : undefined;
      const shown = !named ? parts : at === 'last' ? [...parts, named] : [named, ...parts];
      return speak(desk, {
        user,
        conversation: id,
        content: { kind: 'richText', parts: shown },
        atRobot: mention,
        atPeople: parts.flatMap((part) => ('person' in part ? [part.person] : [])),
        body: richBody(state, shown),
      });
    },

    async quote({ user, message: quotedId, text, at, as = 'reply' }) {
      const quoted = messageOf(state, user, quotedId);
      const conversation = conversationOf(state, user, quoted.conversation);
      const shown = shownIn(state, conversation, text, at);
      const quote = quoting[as](state, quoted);
      return speak(desk, {
        user,
        conversation: conversation.id,
        content: { kind: 'text', text: shown },
        ...naming(state, conversation, shown),
        quotes: quotedId,
        body: { ...textBody(state, shown, quote.text), ...quote.top },
      });
    },

    async send({ user, conversation: id, kind }) {
      const conversation = conversationOf(state, user, id);
      const { content, body } = attachments[kind];
      return speak(desk, {
        user,
        conversation: id,
        content,
        atRobot: conversation.type === 'group' && kind === 'picture',
        body,
      });
    },
  };
  return gestures;
}

const downloadCode = 'mIofN681YE3f6FESPt8i';

/** What is no words: in a group only a picture can name the robot. */
const attachments: Record<Parameters<Gestures['send']>[0]['kind'], { content: Content; body: Json }> = {
  picture: {
    content: { kind: 'picture', note: '图片' },
    body: { msgtype: 'picture', content: { downloadCode } },
  },
  audio: {
    content: { kind: 'audio', note: '语音' },
    body: { msgtype: 'audio', content: { downloadCode, duration: 3000, recognition: '帮助' } },
  },
  video: {
    content: { kind: 'video', note: '视频' },
    body: { msgtype: 'video', content: { downloadCode, duration: '12', videoType: 'mp4' } },
  },
  file: {
    content: { kind: 'file', mediaId: downloadCode, name: 'servers.csv', type: 'csv', size: 0, url: '' },
    body: { msgtype: 'file', content: { downloadCode, fileName: 'servers.csv' } },
  },
  unknown: {
    content: { kind: 'text', text: '[未知消息]' },
    body: { msgtype: 'unknownMsgType' },
  },
};
