import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { localDingtalk } from './local-dingtalk.ts';

const { dingtalk, call, api, token, control } = await localDingtalk();
const { gestures, state, url } = dingtalk;
const ops = 'cidOps0001==';
const limits = { ...state.settings.limits };
const scopes = [...state.settings.scopes];
const robotCode = 'ding-sandbox';
const send = '/v1.0/robot/groupMessages/send';
const direct = '/v1.0/robot/oToMessages/batchSend';
const said = (msgKey: string, msgParam: object) => ({
  robotCode,
  openConversationId: ops,
  msgKey,
  msgParam: JSON.stringify(msgParam),
});
const hello = said('sampleText', { content: 'hello' });
const lastIn = (conversation: string) =>
  state.messages.findLast((message) => message.conversation === conversation && !message.recalled);

beforeEach(() => {
  dingtalk.reset();
  dingtalk.configure({ limits, scopes });
  // Past this second's calls and this minute's messages.
  dingtalk.advance(60_000);
});
afterAll(() => dingtalk.stop());

describe('access tokens', () => {
  it('gives the same token while it lives, and renews it', async () => {
    const first = await token();
    dingtalk.advance(7_000_000);
    const second = await token();
    dingtalk.advance(7_000_000);

    expect(second).toBe(first);
    expect(await call(send, hello, { token: first })).toMatchObject({ status: 200 });
  });

  it('ends after two hours', async () => {
    const old = await token();
    dingtalk.advance(7_200_000);

    expect(await call(send, hello, { token: old })).toMatchObject({
      status: 400,
      code: 'InvalidAuthentication',
    });
    expect(await token()).not.toBe(old);
  });

  it('refuses a wrong secret', async () => {
    const asked = { appKey: robotCode, appSecret: 'wrong' };

    expect(await call('/v1.0/oauth2/accessToken', asked)).toMatchObject({
      status: 400,
      code: 'invalidClientIdOrSecret',
    });
  });
});

describe('the robot API', () => {
  const text = 'Replace?';
  const dtmd = 'dtmd://dingtalkclient/sendMessage?content=yes';
  const two = { actionTitle1: 'a', actionURL1: dtmd, actionTitle2: 'b', actionURL2: dtmd };

  it.each([
    ['sampleText', { content: 'hello' }, { kind: 'text', text: 'hello' }],
    ['sampleMarkdown', { title: 't', text: '**b**' }, { kind: 'markdown', title: 't', text: '**b**' }],
    [
      'sampleActionCard',
      { title: 't', text, singleTitle: 'a', singleURL: dtmd },
      { kind: 'actionCard', layout: 'vertical', buttons: [{ title: 'a', url: dtmd }] },
    ],
    [
      'sampleActionCard2',
      { title: 't', text, ...two },
      { kind: 'actionCard', layout: 'vertical', buttons: [{ title: 'a' }, { title: 'b' }] },
    ],
    [
      'sampleActionCard6',
      { title: 't', text, buttonTitle1: 'a', buttonUrl1: dtmd, buttonTitle2: 'b', buttonUrl2: dtmd },
      { kind: 'actionCard', layout: 'horizontal', buttons: [{ title: 'a' }, { title: 'b' }] },
    ],
    ['sampleImageMsg', { photoURL: '@lADPM' }, { kind: 'image', photoUrl: '@lADPM' }],
  ])('says %s in a group', async (msgKey, param, content) => {
    const { status, processQueryKey } = await api(send, said(msgKey, param));

    expect(status).toBe(200);
    expect(lastIn(ops)).toMatchObject({ from: 'robot', via: 'robot', processQueryKey, content });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown kind', said('sampleActionCard7', {}), 'invalidParameter.msgKey.invalid'],
    [
      'a param too many',
      said('sampleText', { content: 'a', text: 'b' }),
      'invalidParameter.msgParam.invalid',
    ],
    ['a param missing', said('sampleMarkdown', { text: 'b' }), 'invalidParameter.msgParam.invalid'],
    [
      'a button missing',
      said('sampleActionCard3', { title: 't', text, ...two }),
      'invalidParameter.msgParam.invalid',
    ],
    ['15,001 bytes', said('sampleText', { content: '好'.repeat(5000) }), 'invalidParameter.msgParam.tooLong'],
    ['params that are no text', { ...hello, msgParam: { content: 'a' } }, 'invalidParameter'],
    ['an @ it cannot make', { ...hello, at: { atUserIds: [] } }, 'invalidParameter'],
    [
      'a file never uploaded',
      said('sampleFile', { mediaId: '@x', fileName: 'a.csv', fileType: 'csv' }),
      'invalidParameter.mediaId.invalid',
    ],
    [
      'an unknown group',
      { ...hello, openConversationId: 'cidX' },
      'invalidParameter.openConversationId.invalid',
    ],
    ['another robot', { ...hello, robotCode: 'other' }, 'invalidParameter.robotCode.notExsit'],
  ])('refuses %s', async (_, body, code) => {
    expect(await api(send, body)).toMatchObject({ status: 400, code, message: expect.any(String) });
    expect(state.messages).toEqual([]);
  });

  it('writes to people, and names those it does not know', async () => {
    const { openConversationId: _, ...rest } = hello;

    const answer = await api(direct, { ...rest, userIds: ['staff-0002', 'staff-9999'] });

    expect(answer).toMatchObject({ invalidStaffIdList: ['staff-9999'], flowControlledStaffIdList: [] });
    const seen = await control('state?user=staff-0002');
    expect(seen.conversations).toContainEqual(
      expect.objectContaining({
        type: 'direct',
        messages: [expect.objectContaining({ processQueryKey: answer.processQueryKey })],
      }),
    );
  });

  it('takes a group message back without a trace', async () => {
    const { processQueryKey: key } = await api(send, hello);
    const body = { robotCode, openConversationId: ops, processQueryKeys: [key, 'never'] };

    const answer = await api('/v1.0/robot/groupMessages/recall', body);

    expect(answer).toMatchObject({ successResult: [key], failedResult: { never: 'notFound' } });
    expect(lastIn(ops)).toBeUndefined();
  });

  it('takes a direct message back for a day', async () => {
    const { openConversationId: _, ...rest } = hello;
    const old = await api(direct, { ...rest, userIds: ['staff-0002'] });
    dingtalk.advance(24 * 3_600_000 + 1);
    const fresh = await api(direct, { ...rest, userIds: ['staff-0002'] });
    const keys = [old.processQueryKey, fresh.processQueryKey];

    const answer = await api('/v1.0/robot/otoMessages/batchRecall', { robotCode, processQueryKeys: keys });

    expect(answer.successResult).toEqual([fresh.processQueryKey]);
  });

  it('names the scope that is missing', async () => {
    dingtalk.configure({ scopes: [] });

    expect(await api(send, hello)).toMatchObject({
      status: 403,
      code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied',
      accessdenieddetail: { requiredScopes: ['qyapi_robot_sendmsg'] },
    });
  });

  it('counts the calls of the month, tokens and contacts left out, and stops at the last', async () => {
    dingtalk.configure({ limits: { ...limits, apiCalls: 1 } });
    const user = await call(`/topapi/v2/user/get?access_token=${await token()}`, { userid: 'staff-0001' });

    const answers = [await api(send, hello), await api(send, hello)];

    expect(user.errcode).toBe(0);
    expect(answers).toMatchObject([
      { status: 200 },
      { status: 403, code: 'Forbidden.AccessDenied.ApiCountLimitForOrg' },
    ]);
    expect(state.counters.apiCalls).toBe(1);
  });

  it('takes an API twenty times a second', async () => {
    const good = await token();
    const answers = await Promise.all(Array.from({ length: 21 }, () => call(send, hello, { token: good })));

    const refused = answers.filter(({ status }) => status === 403);
    expect(refused).toMatchObject([{ code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' }]);
  });

  it('answers what it does not have with 404, and counts it', async () => {
    const answer = await call('/v1.0/robot/oToMessages/batchRecall', {});

    expect(answer).toMatchObject({ status: 404, code: 'InvalidAction.NotFound' });
    expect(state.counters.unexpected).toBe(1);
    expect(await control('calls')).toMatchObject([{ unexpected: true, status: 404 }]);
  });
});

describe('faults of calls', () => {
  it('refuses one call as if it came too fast', async () => {
    dingtalk.faults.add({ on: 'qps', path: send });

    expect([(await api(send, hello)).status, (await api(send, hello)).status]).toEqual([403, 200]);
  });

  it('takes a message and loses the answer', async () => {
    dingtalk.faults.add({ on: 'call', path: send, takeThenFail: true });

    const response = await fetch(url + send, {
      method: 'POST',
      headers: { 'x-acs-dingtalk-access-token': await token() },
      body: JSON.stringify(hello),
    });

    expect(response.status).toBe(502);
    expect(lastIn(ops)?.content).toEqual({ kind: 'text', text: 'hello' });
  });

  it('fails as told', async () => {
    await control('fault', { on: 'call', path: '*', status: 429, code: 'TooManyRequests' });

    expect(await call(send, hello)).toMatchObject({ status: 429, code: 'TooManyRequests' });
  });
});

describe('a sessionWebhook', () => {
  const webhook = async () => {
    await gestures.say({ user: 'staff-0001', conversation: ops, text: 'help' });
    const { sessionWebhook } = state.deliveries.at(-1)?.data ?? {};
    return String(sessionWebhook).slice(url.length);
  };
  const words = { msgtype: 'text', text: { content: 'done @staff-0001' } };

  it('answers where it was asked, lighting up names that stand in the text', async () => {
    const at = { atUserIds: ['staff-0001', 'staff-0002'] };

    const answer = await call(await webhook(), { ...words, at });

    expect(answer).toEqual({ status: 200, errcode: 0, errmsg: 'ok' });
    expect(lastIn(ops)).toMatchObject({ via: 'webhook', atPeople: ['staff-0001'] });
    expect(lastIn(ops)).not.toHaveProperty('processQueryKey');
  });

  it('takes markdown and cards with one button or several', async () => {
    const path = await webhook();
    const btns = [{ title: 'a', actionURL: 'dtmd://dingtalkclient/sendMessage?content=a' }];
    const card = { title: 't', text: 'x' };
    const answers = [
      await call(path, { msgtype: 'markdown', markdown: { title: 't', text: '# x' } }),
      await call(path, { msgtype: 'actionCard', actionCard: { ...card, btnOrientation: '1', btns } }),
      await call(path, {
        msgtype: 'actionCard',
        actionCard: { ...card, singleTitle: 'a', singleURL: 'https://a.b' },
      }),
    ];

    expect(answers.map(({ errcode }) => errcode)).toEqual([0, 0, 0]);
    expect(state.messages.slice(-3).map(({ content }) => content)).toMatchObject([
      { kind: 'markdown' },
      { kind: 'actionCard', layout: 'horizontal' },
      { kind: 'actionCard', layout: 'vertical', buttons: [{ url: 'https://a.b' }] },
    ]);
  });

  it('is no more after ninety minutes', async () => {
    const path = await webhook();
    dingtalk.advance(90 * 60_000);

    expect(await call(path, words)).toEqual({ status: 200, errcode: 300001, errmsg: 'session 不存在' });
  });

  it('refuses more than 20,000 bytes and more than twenty messages a minute', async () => {
    const path = await webhook();
    const long = await call(path, { msgtype: 'text', text: { content: 'x'.repeat(20_000) } });
    const answers = [];
    for (let nth = 0; nth < 21; nth++) answers.push((await call(path, words)).errcode);

    expect(long.errcode).toBe(460101);
    expect(answers).toEqual([...Array(20).fill(0), 130101]);
  });

  it('refuses what it would draw as nothing', async () => {
    const answer = await call(await webhook(), { msgtype: 'text', content: 'hello' });

    expect(answer).toMatchObject({ status: 200, errcode: 400105 });
  });
});

describe('the older API', () => {
  it('tells of people and of who has a role', async () => {
    const query = `?access_token=${await token()}`;
    const maya = await call(`/topapi/v2/user/get${query}`, { userid: 'staff-0002' });
    const first = await call(`/topapi/role/simplelist${query}`, { role_id: 9001, size: 1, offset: 0 });
    const nobody = await call(`/topapi/v2/user/get${query}`, { userid: 'staff-9999' });

    expect(maya.result).toMatchObject({ userid: 'staff-0002', name: 'Maya Chen', role_list: [{ id: 9001 }] });
    expect(first.result).toEqual({
      list: [{ userid: 'staff-0002', name: 'Maya Chen' }],
      hasMore: true,
      nextCursor: 1,
    });
    expect(nobody.errcode).toBe(60121);
  });

  it('takes a file, which the robot then sends', async () => {
    const form = new FormData();
    form.set('media', new Blob(['i-1,ubuntu']), 'fleet.csv');
    const response = await fetch(`${url}/media/upload?access_token=${await token()}&type=file`, {
      method: 'POST',
      body: form,
    });
    const { media_id: mediaId } = (await response.json()) as { media_id: string };

    await api(send, said('sampleFile', { mediaId, fileName: 'fleet.csv', fileType: 'csv' }));

    const content = lastIn(ops)?.content;
    expect(content).toMatchObject({ kind: 'file', name: 'fleet.csv', size: 10 });
    const bytes = await fetch(content?.kind === 'file' ? content.url : '');
    expect(await bytes.text()).toBe('i-1,ubuntu');
  });

  it('refuses a token it does not know', async () => {
    const answer = await call('/topapi/v2/user/get?access_token=x', { userid: 'staff-0001' });

    expect(answer).toMatchObject({ status: 200, errcode: 40014 });
  });
});

describe('the log of calls', () => {
  it('holds no secret', async () => {
    const good = await token();
    await call(`/topapi/v2/user/get?access_token=${good}`, { userid: 'staff-0001' });

    const told = JSON.stringify(await control('calls'));

    expect(told).not.toContain(dingtalk.app.clientSecret);
    expect(told).not.toContain(good);
  });
});
