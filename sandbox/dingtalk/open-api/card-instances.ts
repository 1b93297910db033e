import { z } from 'zod';
import type { Card } from '../api.ts';
import { apply, CardParams, note, PrivateParams, strangersTo, UpdateOptions } from '../cards.ts';
import { newProcessQueryKey } from '../ids.ts';
import { post } from '../messages.ts';
import { Refused, read, Words } from '../refused.ts';
import { directChat, type State, staffOf } from '../state.ts';
import type { Endpoint } from './endpoint.ts';

const SpaceModel = z.strictObject({
  supportForward: z.boolean().optional(),
  lastMessageI18n: z.partialRecord(z.enum(['ZH_CN', 'EN_US', 'ZH_TW', 'JA_JP', 'VI_VN']), Words).optional(),
  searchSupport: z
    .strictObject({ searchIcon: z.string(), searchTypeName: z.string(), searchDesc: z.string() })
    .partial()
    .optional(),
  notification: z.strictObject({ alertContent: Words, notificationOff: z.boolean().optional() }).optional(),
});

const Create = z.strictObject({
  cardTemplateId: Words,
  outTrackId: Words.max(64),
  callbackType: z.enum(['STREAM', 'HTTP']).optional(),
  callbackRouteKey: z.string().optional(),
  userId: z.string().optional(),
  userIdType: z.literal(1).optional(),
  cardData: CardParams,
  privateData: PrivateParams.optional(),
  openSpaceId: Words,
  imGroupOpenSpaceModel: SpaceModel.optional(),
  imGroupOpenDeliverModel: z
    .strictObject({
      robotCode: z.string(),
      atUserIds: z.record(z.string(), z.string()).optional(),
      recipients: z.array(z.string()).optional(),
      extension: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  imRobotOpenSpaceModel: SpaceModel.optional(),
  imRobotOpenDeliverModel: z
    .strictObject({
      spaceType: z.literal('IM_ROBOT'),
      robotCode: z.string().optional(),
      extension: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
});

const Update = z.strictObject({
  outTrackId: Words,
  cardData: CardParams.optional(),
  privateData: PrivateParams.optional(),
  cardUpdateOptions: UpdateOptions.optional(),
  userIdType: z.literal(1).optional(),
});

const writes = (run: Endpoint['run']): Endpoint => ({
  token: 'header',
  scope: 'Card.Instance.Write',
  metered: true,
  run,
});

/** Interactive cards on a template of one's own (§3.4). */
export const cardInstances: Record<string, Endpoint> = {
  'POST /v1.0/card/instances/createAndDeliver': writes(({ body }, state) => {
    const asked = read(Create, body, 'param.invalid');
    fits(state, asked);
    if (state.cards.has(asked.outTrackId))
      throw new Refused(400, 'param.cardAlreadyExist', `${asked.outTrackId} exists`);
    const card: Card = {
      outTrackId: asked.outTrackId,
      templateId: asked.cardTemplateId,
      callback: asked.callbackType ?? 'none',
      public: asked.cardData.cardParamMap,
      private: Object.fromEntries(
        Object.entries(asked.privateData ?? {}).map(([id, data]) => [id, data.cardParamMap]),
      ),
      spaces: [],
      history: [],
    };
    note(state, card, 'create');
    state.cards.set(card.outTrackId, card);
    const deliverResults = spacesOf(asked.openSpaceId).map((space) => deliver(state, card, asked, space));
    state.emit({ type: 'card', change: 'created', card });
    return { success: true, result: { outTrackId: card.outTrackId, deliverResults } };
  }),

  'PUT /v1.0/card/instances': writes(({ body }, state) => {
    const asked = read(Update, body, 'param.invalid');
    const card = state.cards.get(asked.outTrackId);
    if (!card) throw new Refused(400, 'param.cardNotExist', `no card ${asked.outTrackId}`);
    knows(state, asked);
    apply(state, card, asked, 'update');
    return { success: true, result: true };
  }),
};

function fits(state: State, asked: z.infer<typeof Create>): void {
  const { template } = state;
  if (asked.cardTemplateId !== template.id)
    throw new Refused(400, 'param.templateNotExist', `no template ${asked.cardTemplateId}`);
  if (!template.published) throw new Refused(400, 'param.templateUnpublished', `${template.id} is a draft`);
  knows(state, asked);
}

function knows(state: State, change: Parameters<typeof strangersTo>[1]): void {
  const strangers = strangersTo(state, change);
  if (strangers.length > 0)
    throw new Refused(400, 'param.invalid', `the template has no variable ${strangers.join(', ')}`);
}

interface Space {
  spaceType: string;
  spaceId: string;
}

/** `dtv1.card//IM_GROUP.<conversationId>;dtv1.card//IM_ROBOT.<userId>` */
function spacesOf(openSpaceId: string): Space[] {
  return openSpaceId.split(';').map((each) => {
    const [, spaceType, spaceId] = /^dtv1\.card\/\/(IM_GROUP|IM_ROBOT)\.(.+)$/.exec(each) ?? [];
    if (!spaceType || !spaceId) throw new Refused(400, 'param.openSpaceIdInvalid', `no space ${each}`);
    return { spaceType, spaceId };
  });
}

/** Success here is told per space; the whole call succeeds even where a space refuses. */
function deliver(state: State, card: Card, asked: z.infer<typeof Create>, { spaceType, spaceId }: Space) {
  const outcome = (success: boolean, carrierId: string, errorMsg: string) => ({
    spaceType,
    spaceId,
    success,
    carrierId,
    errorMsg,
  });
  const group = spaceType === 'IM_GROUP';
  const model = group ? asked.imGroupOpenDeliverModel : asked.imRobotOpenDeliverModel;
  if (!model) return outcome(false, '', `${spaceType} has no deliver model`);
  if ((model.robotCode ?? state.app.robotCode) !== state.app.robotCode)
    return outcome(false, '', `no robot ${model.robotCode}`);
  const conversation = group ? groupAt(state, spaceId) : chatWith(state, spaceId);
  if (!conversation) return outcome(false, '', `the robot cannot reach ${spaceId}`);
  const carrierId = newProcessQueryKey();
  card.spaces.push({ conversation, carrierId, spaceType, spaceId });
  const named = group ? Object.keys(asked.imGroupOpenDeliverModel?.atUserIds ?? {}) : [];
  post(state, {
    conversation,
    from: 'robot',
    via: 'card',
    content: { kind: 'card', outTrackId: card.outTrackId },
    processQueryKey: carrierId,
    atPeople: named.flatMap((id) => staffOf(state, id)?.id ?? []),
  });
  return outcome(true, carrierId, '');
}

function groupAt({ conversations }: State, id: string): string | undefined {
  const group = conversations.get(id);
  return group?.type === 'group' && group.robot ? id : undefined;
}

function chatWith(state: State, staffId: string): string | undefined {
  const person = staffOf(state, staffId);
  return person && directChat(state, person.id).id;
}
