import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { localDingtalk, Robot, until } from './local-dingtalk.ts';

const { dingtalk, robot } = await localDingtalk();
const { gestures } = dingtalk;
const ops = 'cidOps0001==';
const credentials = { clientId: 'ding-sandbox', clientSecret: 'ding-sandbox-secret', subscriptions: [] };
let bot: Robot;

beforeAll(() => {
  // The stock client reports every connection.
  jest.spyOn(console, 'info').mockImplementation(() => {});
  jest.spyOn(console, 'warn').mockImplementation(() => {});
});
beforeEach(async () => {
  dingtalk.reset();
  dingtalk.configure({ published: true, limits: { ...dingtalk.state.settings.limits, streamUnits: 3000 } });
  bot = await robot();
});
afterEach(async () => {
  bot.hangUp();
  await until(() => dingtalk.connections() === 0);
});
afterAll(() => dingtalk.stop());

const last = () => bot.heard.at(-1)?.data ?? {};

describe('the gateway', () => {
  it('opens a connection to the real client, and takes a ticket once', async () => {
    const { endpoint, ticket } = await open();
    const first = await handshake(`${endpoint}?ticket=${ticket}`);
    const second = await handshake(`${endpoint}?ticket=${ticket}`);

    expect([first, second]).toEqual([101, 401]);
  });

  it('lets a ticket go stale after ninety seconds', async () => {
    const { endpoint, ticket } = await open();
    dingtalk.advance(90_000);

    expect(await handshake(`${endpoint}?ticket=${ticket}`)).toBe(401);
  });

  it('refuses a wrong secret', async () => {
    await expect(new Robot(dingtalk.url, 'wrong').connect()).rejects.toThrow('open: 401');
  });

  it.each([
    ['a robot not in Stream mode', { on: 'open', do: 'refuse' }, 'open: 400'],
    ['a secret that changed', { on: 'open', do: 'unauthorized' }, 'open: 401'],
    ['trouble of its own', { on: 'open', do: 'fail' }, 'open: 500'],
    ['a refused handshake', { on: 'upgrade' }, '401'],
  ] as const)('can fail by %s', async (_, fault, complaint) => {
    dingtalk.faults.add(fault);

    await expect(new Robot(dingtalk.url).connect()).rejects.toThrow(complaint);
  });

  it('answers in XML to whoever does not ask for JSON', async () => {
    const response = await fetch(`${dingtalk.url}/v1.0/gateway/connections/open`, {
      method: 'POST',
      body: JSON.stringify(credentials),
    });

    expect(await response.text()).toMatch(/^<Response><endpoint>ws:/);
  });

  it('pings, and looks at what comes back', async () => {
    dingtalk.advance(30_000);
    await until(() => dingtalk.links()[0]?.lastPong !== null);

    expect(dingtalk.state.counters.badEchoes).toBe(0);
  });

  it('says disconnect, pushes nothing more there, and closes ten seconds later', async () => {
    dingtalk.faults.add({ on: 'link', do: 'disconnect' });
    await until(() => !bot.connected);

    const missed = await gestures.dm({ user: 'staff-0001', text: 'anybody?' });
    const still = dingtalk.connections();
    dingtalk.advance(10_000);
    await bot.closed;

    expect([missed.outcome, still]).toEqual(['undeliverable', 1]);
  });

  it('sends garbage that a good client survives', async () => {
    const garbage = new Promise((resolve) => bot.once('garbage', resolve));
    dingtalk.faults.add({ on: 'link', do: 'garbage' });

    expect(String(await garbage)).toMatch('SyntaxError');
    expect(await gestures.dm({ user: 'staff-0001', text: 'still there?' })).toMatchObject({ acked: true });
  });

  it('goes silent on a zombie link, and pushes again on another one', async () => {
    dingtalk.faults.add({ on: 'link', do: 'zombie' });
    const lost = await gestures.dm({ user: 'staff-0001', text: 'hello' });
    bot.hangUp();
    await until(() => dingtalk.connections() === 0);
    bot = await robot();
    dingtalk.advance(16_000);
    await until(() => bot.heard.length === 1);

    expect(lost.outcome).toBe('timeout');
    expect(last()).toMatchObject({ text: { content: 'hello' } });
  });

  it('stops answering on a frozen link, even to pings of the socket', async () => {
    dingtalk.faults.add({ on: 'link', do: 'freeze' });
    const lost = await gestures.dm({ user: 'staff-0001', text: 'hello' });
    dingtalk.faults.add({ on: 'link', do: 'thaw' });
    const heard = await gestures.dm({ user: 'staff-0001', text: 'hello again' });

    expect([lost.outcome, heard.outcome]).toEqual(['timeout', 'acked']);
  });

  it('cuts a link off', async () => {
    dingtalk.faults.add({ on: 'link', do: 'drop' });
    await bot.closed;

    expect(dingtalk.connections()).toBe(0);
  });
});

describe('a robot message', () => {
  it('has every field of a message in a group', async () => {
    const said = await gestures.say({
      user: 'staff-0001',
      conversation: ops,
      text: '/ecs-image help @Alex Wu',
    });

    expect(said).toMatchObject({ outcome: 'acked', ack: { response: null } });
    expect(last()).toEqual({
      msgId: said.message,
      msgtype: 'text',
      text: { content: ' /ecs-image help @Alex Wu' },
      conversationType: '2',
      conversationId: ops,
      conversationTitle: '平台运维群',
      openThreadId: ops,
      senderStaffId: 'staff-0001',
      senderNick: '林小雨',
      senderId: expect.stringMatching(/^\$:LWCP_v1:\$/),
      senderCorpId: 'dingcorp0001',
      senderPlatform: 'Mac',
      chatbotCorpId: 'dingcorp0001',
      chatbotUserId: dingtalk.app.robotUserId,
      robotCode: 'ding-sandbox',
      isAdmin: false,
      isInAtList: true,
      atUsers: [
        { dingtalkId: dingtalk.app.robotUserId },
        { dingtalkId: expect.any(String), staffId: 'staff-0004' },
      ],
      createAt: expect.any(Number),
      sessionWebhook: expect.stringMatching(`^${dingtalk.url}/robot/sendBySession\\?session=`),
      sessionWebhookExpiredTime: expect.any(Number),
    });
  });

  it('leaves a trailing space when the robot is named last', async () => {
    await gestures.say({ user: 'staff-0001', conversation: ops, text: 'help', at: 'last' });

    expect(last().text).toEqual({ content: 'help ' });
  });

  it('stays untold in a group that does not name the robot', async () => {
    const said = await gestures.say({ user: 'staff-0001', conversation: ops, text: 'lunch?', at: false });

    expect([said.outcome, bot.heard]).toEqual(['untold', []]);
  });

  it('tells everything said in a direct chat', async () => {
    await gestures.dm({ user: 'staff-0002', text: 'help' });

    expect(last()).toMatchObject({ conversationType: '1', text: { content: 'help' }, isAdmin: true });
    expect(last()).not.toHaveProperty('conversationTitle');
  });

  it('comes as rich text when it was pasted with formatting', async () => {
    await gestures.sayRich({
      user: 'staff-0001',
      conversation: ops,
      parts: [{ text: 'recommend ' }, { type: 'at', person: 'staff-0004' }, { text: 'ubuntu' }],
    });

    expect(last()).toMatchObject({
      msgtype: 'richText',
      content: {
        richText: [
          { text: ' ' },
          { text: 'recommend ' },
          { type: 'at', atName: 'Alex Wu', atUserId: 'staff-0004' },
          { text: 'ubuntu' },
        ],
      },
    });
  });

  it('has no staff id for people of another company, and none at all while the robot is unpublished', async () => {
    await gestures.say({ user: 'outsider-0001', conversation: ops, text: 'help' });
    const outsider = last();
    dingtalk.configure({ published: false });
    await gestures.say({ user: 'staff-0002', conversation: ops, text: 'help' });

    expect(outsider).toMatchObject({ senderCorpId: 'dingcorp9999' });
    expect(outsider).not.toHaveProperty('senderStaffId');
    expect(last()).toMatchObject({ senderStaffId: '', senderCorpId: 'dingcorp0001' });
    expect(last()).not.toHaveProperty('isAdmin');
  });

  it('says nothing of the words once the month is used up', async () => {
    dingtalk.configure({ limits: { ...dingtalk.state.settings.limits, streamUnits: 0 } });

    await gestures.dm({ user: 'staff-0001', text: 'help' });

    expect(last()).toMatchObject({ errorCode: 20001, senderStaffId: 'staff-0001' });
    expect(last()).not.toHaveProperty('text');
  });

  it('goes to one connection, whichever', async () => {
    const other = await robot();
    for (let nth = 0; nth < 20; nth++) await gestures.dm({ user: 'staff-0001', text: `${nth}` });
    other.hangUp();

    expect(bot.heard.length + other.heard.length).toBe(20);
    expect(Math.min(bot.heard.length, other.heard.length)).toBeGreaterThan(0);
  });
});

describe('delivery', () => {
  it('pushes again after 16 s and 60 s while nothing is acknowledged, with the same msgId', async () => {
    bot.acks = false;
    const said = await gestures.dm({ user: 'staff-0001', text: 'help' });
    dingtalk.advance(16_000);
    await until(() => bot.heard.length === 2);
    dingtalk.advance(44_000);
    await until(() => bot.heard.length === 3);

    expect(said.outcome).toBe('timeout');
    expect(new Set(bot.heard.map(({ data }) => data.msgId)).size).toBe(1);
    expect(new Set(bot.heard.map(({ messageId }) => messageId)).size).toBe(3);
    expect(dingtalk.state.deliveries.map(({ attempt }) => attempt)).toEqual([0, 1, 2]);
  });

  it('stops pushing once acknowledged', async () => {
    await gestures.dm({ user: 'staff-0001', text: 'help' });
    dingtalk.advance(120_000);
    await gestures.dm({ user: 'staff-0001', text: 'next' });

    expect(bot.heard).toHaveLength(2);
  });

  it('pushes again when the acknowledgement got lost', async () => {
    dingtalk.faults.add({ on: 'ack' });
    await gestures.dm({ user: 'staff-0001', text: 'help' });
    dingtalk.advance(16_000);
    await until(() => dingtalk.state.deliveries.at(-1)?.outcome === 'acked');

    expect(bot.heard).toHaveLength(2);
  });

  it('can push one message twice at once', async () => {
    dingtalk.faults.add({ on: 'push', do: 'duplicate' });
    await gestures.dm({ user: 'staff-0001', text: 'help' });
    await until(() => bot.heard.length === 2);

    expect(bot.heard[0]?.data.msgId).toBe(bot.heard[1]?.data.msgId);
  });
});

async function open() {
  const response = await fetch(`${dingtalk.url}/v1.0/gateway/connections/open`, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  return (await response.json()) as { endpoint: string; ticket: string };
}

/** The status a WebSocket upgrade is answered with. */
async function handshake(address: string): Promise<number> {
  const { WebSocket } = await import('ws');
  const socket = new WebSocket(address);
  return new Promise((resolve) => {
    socket.once('open', () => {
      socket.close();
      resolve(101);
    });
    socket.once('unexpected-response', (_, { statusCode = 0 }) => {
      socket.terminate();
      resolve(statusCode);
    });
    socket.on('error', () => {});
  });
}
