import { z } from 'zod';

/** A number or a string of digits: DingTalk sends both. */
const Moment = z.coerce.number().optional().catch(undefined);
const Said = z.looseObject({ content: z.string().optional() });
const Part = z.looseObject({
  text: z.string().optional(),
  type: z.string().optional(),
  atName: z.string().optional(),
});
/** What was quoted, as clients tell it: a text, a rich text, or what a card said. */
export const Quoted = z.looseObject({ senderId: z.string().optional() });

/** `JSON.parse(frame.data)` of a robot message (`facts/dingtalk.md` §2.1): tolerant, for clients differ. */
export const RobotMessage = z.looseObject({
  msgId: z.string().min(1),
  msgtype: z.string().catch('unknownMsgType'),
  conversationType: z.coerce.string(),
  conversationId: z.string().min(1),
  senderId: z.string().catch(''),
  senderStaffId: z.string().optional().catch(undefined),
  senderNick: z.string().catch(''),
  senderCorpId: z.string().optional().catch(undefined),
  chatbotCorpId: z.string().optional().catch(undefined),
  chatbotUserId: z.string().optional().catch(undefined),
  robotCode: z.string().catch(''),
  sessionWebhook: z.string().optional().catch(undefined),
  sessionWebhookExpiredTime: Moment,
  createAt: Moment,
  errorCode: z.coerce.string().optional().catch(undefined),
  text: Said.extend({ isReplyMsg: z.boolean().optional(), repliedMsg: z.unknown().optional() })
    .optional()
    .catch(undefined),
  content: z
    .looseObject({ richText: z.array(Part).optional() })
    .optional()
    .catch(undefined),
  originalProcessQueryKey: z.string().optional().catch(undefined),
  quoteMessage: z.unknown().optional(),
});
export type RobotMessage = z.infer<typeof RobotMessage>;

/** A button of one of our cards (§2.4). The JSON string is in `content` or in `value`; two pages differ. */
export const CardCallback = z.looseObject({
  outTrackId: z.string().min(1),
  userId: z.string().min(1),
  corpId: z.string().optional().catch(undefined),
  spaceType: z.string().catch(''),
  spaceId: z.string().catch(''),
  content: z.string().optional().catch(undefined),
  value: z.string().optional().catch(undefined),
});
export type CardCallback = z.infer<typeof CardCallback>;

export const CardAnswer = z.looseObject({
  cardPrivateData: z.looseObject({
    actionIds: z.array(z.string()).catch([]),
    params: z.record(z.string(), z.unknown()).catch({}),
  }),
});
export type CardAnswer = z.infer<typeof CardAnswer>;
