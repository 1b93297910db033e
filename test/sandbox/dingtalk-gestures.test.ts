import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { GestureRefused } from '../../sandbox/dingtalk/gestures/context.ts';
import { localDingtalk, type Robot, topics } from './local-dingtalk.ts';

const { dingtalk, api, call, control, robot } = await localDingtalk();
const { gestures, state } = dingtalk;
const ops = 'cidOps0001==';
const approvals = 'cidApprovals0001==';
const robotCode = 'ding-sandbox';
let bot: Robot;

beforeAll(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => {});
  bot = await robot();
});
beforeEach(() => {
  dingtalk.reset();
  bot.heard.length = 0;
  bot.answer = () => null;
  dingtalk.configure({ tapMentionsRobot: true, cardAnswerIn: 'content' });
  dingtalk.advance(60_000);
});
afterAll(async () => {
  await dingtalk.stop();
});

const last = () => bot.heard.at(-1)?.data ?? {};
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    ({ status, reason }: GestureRefused) => ({ status, reason }),
  );

/** The robot's prompt in a group: its message and the key to it. */
async function prompt(address: string, text = 'Replace?') {
  const msgParam = JSON.stringify({
    title: 'Approve?',
    text,
    buttonTitle1: '同意',
    buttonUrl1: address,
    buttonTitle2: '拒绝',
    buttonUrl2: 'https://example.com/',
  });
  const sent = await api('/v1.0/robot/groupMessages/send', {
    robotCode,
    openConversationId: ops,
    msgKey: 'sampleActionCard6',
    msgParam,
  });
  return { message: state.messages.at(-1)?.id ?? '', key: sent.processQueryKey };
}

describe('a dtmd button', () => {
  const speaks = `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent('/ecs-image approve rq_7f3a2k')}`;

  it('says its words as the person who taps it, naming the robot', async () => {
    const { message } = await prompt(speaks);

    const tapped = await gestures.tap({ user: 'staff-0002', message, button: '同意' });

    expect(tapped).toMatchObject({ acked: true });
    expect(last()).toMatchObject({
      senderStaffId: 'staff-0002',
      text: { content: ' /ecs-image approve rq_7f3a2k' },
    });
    expect(state.messages.at(-1)).toMatchObject({
      from: 'staff-0002',
      content: { text: '@ecs-image /ecs-image approve rq_7f3a2k' },
    });
  });

  it('reaches nobody in a group where the client does not name the robot', async () => {
    const { message } = await prompt(speaks);
    dingtalk.configure({ tapMentionsRobot: false });

    const tapped = await gestures.tap({ user: 'staff-0002', message, button: '同意' });

    expect([tapped.outcome, bot.heard]).toEqual(['untold', []]);
  });

  it('reads + and %20 as a space, and works as a markdown link', async () => {
    const { message } = await prompt(
      speaks,
      '[yes](dtmd://dingtalkclient/sendMessage?content=approve+rq_1%20now)',
    );

    await gestures.tap({ user: 'staff-0002', message, button: 'yes' });

    expect(last().text).toEqual({ content: ' approve rq_1 now' });
  });

  it.each([
    ['a host in capitals', 'dtmd://dingtalkClient/sendMessage?content=approve'],
    ['a page', 'https://example.com/approve'],
  ])('says nothing by %s', async (_, address) => {
    const { message } = await prompt(address);

    const tapped = await gestures.tap({ user: 'staff-0002', message, button: '同意' });

    expect([tapped.outcome, state.messages.length]).toEqual(['untold', 1]);
  });

  it('is there only in a message that has it, on the screen of those who see it', async () => {
    const { message, key } = await prompt(speaks);

    expect(await refusal(gestures.tap({ user: 'staff-0002', message, button: 'maybe' }))).toMatchObject({
      status: 404,
    });
    await api('/v1.0/robot/groupMessages/recall', {
      robotCode,
      openConversationId: ops,
      processQueryKeys: [key],
    });
    expect(await refusal(gestures.tap({ user: 'staff-0002', message, button: '同意' }))).toMatchObject({
      status: 404,
    });
  });
});

describe('quoting', () => {
  it('carries the key of what the robot sent by API', async () => {
    const { message, key } = await prompt('https://example.com/');

    await gestures.quote({ user: 'staff-0002', message, text: '同意' });

    expect(last()).toMatchObject({
      originalMsgId: message,
      originalProcessQueryKey: key,
      text: {
        content: ' 同意',
        isReplyMsg: true,
        repliedMsg: { msgType: 'interactiveCard', msgId: message, senderId: dingtalk.app.robotUserId },
      },
    });
  });

  it('carries no key of what went out by sessionWebhook', async () => {
    await gestures.say({ user: 'staff-0001', conversation: ops, text: 'help' });
    const path = String(last().sessionWebhook).slice(dingtalk.url.length);
    await call(path, { msgtype: 'text', text: { content: 'yes?' } });

    await gestures.quote({ user: 'staff-0001', message: state.messages.at(-1)?.id ?? '', text: '同意' });

    expect(last()).not.toHaveProperty('originalProcessQueryKey');
    expect(last().text).toMatchObject({ repliedMsg: { msgType: 'text', content: { text: 'yes?' } } });
  });

  it('comes in two more ways', async () => {
    const said = await gestures.say({ user: 'staff-0001', conversation: ops, text: 'show i-1', at: false });
    const message = said.message ?? '';
    await gestures.quote({ user: 'staff-0002', message, text: 'help', as: 'original' });
    const original = last();
    await gestures.quote({ user: 'staff-0002', message, text: 'help', as: 'legacy' });

    expect(original).toMatchObject({ originalMsgId: message, text: { content: ' help' } });
    expect(last()).toMatchObject({ quoteMessage: { msgId: message, text: { content: 'show i-1' } } });
  });
});

describe('a card', () => {
  const outTrackId = 'rq_7f3a2k';
  const create = (more: object = {}, cardParamMap: object = { status: 'pending', requestId: outTrackId }) =>
    api('/v1.0/card/instances/createAndDeliver', {
      cardTemplateId: state.template.id,
      outTrackId,
      callbackType: 'STREAM',
      userIdType: 1,
      cardData: { cardParamMap },
      openSpaceId: `dtv1.card//IM_GROUP.${approvals}`,
      imGroupOpenSpaceModel: { supportForward: false },
      imGroupOpenDeliverModel: { robotCode },
      ...more,
    });
  const update = (body: object) => api('/v1.0/card/instances', { outTrackId, ...body }, 'PUT');

  it('is delivered to each of its spaces, and tells which refused', async () => {
    const { result } = await create({
      openSpaceId: `dtv1.card//IM_GROUP.${approvals};dtv1.card//IM_GROUP.cidX;dtv1.card//IM_ROBOT.staff-0002`,
      imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode },
    });

    expect(result).toMatchObject({
      outTrackId,
      deliverResults: [
        { spaceType: 'IM_GROUP', spaceId: approvals, success: true, carrierId: expect.any(String) },
        { spaceId: 'cidX', success: false, errorMsg: expect.stringContaining('cidX') },
        { spaceType: 'IM_ROBOT', success: true },
      ],
    });
  });

  it.each<[string, () => Promise<object>, string]>([
    ['another template', () => create({ cardTemplateId: 'other' }), 'param.templateNotExist'],
    ['numbers', () => create({}, { status: 1 }), 'param.invalid'],
    ['over a kilobyte', () => create({}, { markdown: '好'.repeat(400) }), 'param.invalid'],
    ['a variable it has not', () => create({}, { colour: 'red' }), 'param.invalid'],
    ['a field it has not', () => create({ callBackType: 'STREAM' }), 'param.invalid'],
    ['a wrong space', () => create({ openSpaceId: approvals }), 'param.openSpaceIdInvalid'],
    ['an update of none', () => update({ cardData: { cardParamMap: {} } }), 'param.cardNotExist'],
  ])('refuses %s', async (_, make, code) => {
    expect(await make()).toMatchObject({ status: 400, code });
  });

  it('takes an id once', async () => {
    await create();

    expect(await create()).toMatchObject({ status: 400, code: 'param.cardAlreadyExist' });
  });

  it('is updated by key when asked to, and loses the rest when not', async () => {
    await create();
    const cardUpdateOptions = { updateCardDataByKey: true };
    await update({ cardData: { cardParamMap: { status: 'running' } }, cardUpdateOptions });
    const merged = { ...state.cards.get(outTrackId)?.public };
    await update({ cardData: { cardParamMap: { status: 'done' } } });

    expect(merged).toEqual({ status: 'running', requestId: outTrackId });
    expect(state.cards.get(outTrackId)?.public).toEqual({ status: 'done' });
  });

  it('shows its buttons to those who may see them, as its private data says', async () => {
    await create({ privateData: { 'staff-0001': { cardParamMap: { status: 'asked' } } } });

    const seen = async (user: string) => (await control(`state?user=${user}`)).cards;

    expect(await seen('staff-0001')).toMatchObject({ [outTrackId]: { actions: [] } });
    expect(await seen('staff-0002')).toMatchObject({
      [outTrackId]: { actions: [{ id: 'reject' }, { id: 'agree' }] },
    });
    expect(await seen('staff-0003')).toEqual({});
  });

  it.each(['content', 'value'] as const)('calls back over Stream with its answer in %s', async (field) => {
    dingtalk.configure({ cardAnswerIn: field });
    await create();

    await gestures.cardClick({ user: 'staff-0002', outTrackId, action: 'agree' });

    expect(last()).toMatchObject({ type: 'actionCallback', outTrackId, userId: 'staff-0002', userIdType: 1 });
    expect(JSON.parse(String(last()[field]))).toEqual({
      cardPrivateData: {
        actionIds: ['agree'],
        params: { action: 'agree', requestId: outTrackId, record: '' },
      },
    });
  });

  it('takes the look the robot answers with', async () => {
    await create();
    bot.answer = (topic) =>
      topic === topics.card && {
        cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
        cardData: { cardParamMap: { status: 'agree' } },
        userPrivateData: { cardParamMap: { statusText: '你已同意' } },
      };

    const clicked = await gestures.cardClick({ user: 'staff-0002', outTrackId, action: 'agree' });

    expect(clicked).toMatchObject({ acked: true });
    expect(clicked.notice).toBeUndefined();
    expect(state.cards.get(outTrackId)).toMatchObject({
      public: { status: 'agree', requestId: outTrackId },
      private: { 'staff-0002': { statusText: '你已同意' } },
    });
    const again = refusal(gestures.cardClick({ user: 'staff-0004', outTrackId, action: 'agree' }));
    expect(await again).toMatchObject({ status: 403 });
  });

  it('tells the clicker when the robot does not answer in time', async () => {
    await create();
    bot.acks = false;

    const clicked = await gestures.cardClick({ user: 'staff-0002', outTrackId, action: 'agree' });
    bot.acks = true;

    expect(clicked).toMatchObject({ outcome: 'timeout', notice: 'timeout' });
    expect(state.cards.get(outTrackId)?.public.status).toBe('pending');
  });
});

describe('the control API', () => {
  it('does what a gesture does, and says why it cannot', async () => {
    const said = await control('say', { user: 'staff-0001', conversation: ops, text: 'help' });
    const lost = await control('say', { user: 'staff-0003', conversation: approvals, text: 'help' });
    const half = await control('say', { user: 'staff-0001' });

    expect(said).toMatchObject({ ok: true, outcome: 'acked' });
    expect(lost).toEqual({ ok: false, reason: `staff-0003 is in no conversation ${approvals}` });
    expect(half).toEqual({ ok: false, reason: 'say needs conversation, text' });
  });

  it('keeps outsiders from writing to the robot directly', async () => {
    expect(await refusal(gestures.dm({ user: 'outsider-0001', text: 'help' }))).toMatchObject({
      status: 403,
    });
  });

  it('tells events as they happen', async () => {
    const response = await fetch(`${dingtalk.url}/_emu/events`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    await gestures.say({ user: 'staff-0001', conversation: ops, text: 'lunch?', at: false });

    const { value } = (await reader?.read()) ?? {};

    expect(JSON.parse(String(value).replace(/^data: /, ''))).toMatchObject({
      type: 'message',
      change: 'posted',
      message: { content: { text: 'lunch?' } },
    });
    await reader?.cancel();
  });

  it('forgets what was said at a reset, and keeps who is there', async () => {
    await gestures.dm({ user: 'staff-0001', text: 'help' });
    await control('reset', {});

    const seen = await control('state?user=staff-0001');

    expect([state.deliveries, state.messages, state.people.size]).toEqual([[], [], 5]);
    expect(seen).toMatchObject({ connections: 1, robot: { code: robotCode } });
  });
});
