import * as sdk from '@alicloud/ecs20140526';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LocalEcs, refusal, SHOP_WEB, startLocalEcs } from './local-ecs.ts';

let cloud: LocalEcs;

beforeEach(async () => {
  cloud = await startLocalEcs();
});

afterEach(() => cloud.stop());

describe('faults', () => {
  const stop = () => cloud.client.stopInstance(new sdk.StopInstanceRequest({ instanceId: SHOP_WEB }));

  it('throttles with the time to wait', async () => {
    cloud.ecs.control.fault({ kind: 'throttle', action: 'StopInstance', retryAfterMs: 1500 });

    await expect(stop()).rejects.toMatchObject({
      name: 'ThrottlingError',
      code: 'Throttling.User',
      retryAfter: 1500,
    });
    await expect(stop()).resolves.toBeDefined();
  });

  it('breaks the connection before or after the effect', async () => {
    cloud.ecs.control.fault({ kind: 'dropBefore', action: 'StopInstance' });
    await expect(stop()).rejects.toThrow();
    expect((await cloud.instance(SHOP_WEB)).status).toBe('Running');

    cloud.ecs.control.fault({ kind: 'dropAfter', action: 'StopInstance' });
    await expect(stop()).rejects.toThrow();
    expect((await cloud.instance(SHOP_WEB)).status).toBe('Stopping');
  });

  it('answers with a web page or an error of the server', async () => {
    cloud.ecs.control.fault({ kind: 'html502', action: 'StopInstance' });
    cloud.ecs.control.fault({
      kind: 'error',
      action: 'StopInstance',
      code: 'ServiceUnavailable',
      status: 503,
    });

    expect(await refusal(stop())).toBe('SyntaxError');
    expect(await refusal(stop())).toBe('ServiceUnavailable');
  });

  it('limits calls per minute until the next one', async () => {
    await cloud.control('/fault', { kind: 'limit', action: 'DescribeRegions', perMinute: 2 });
    const ask = () => refusal(cloud.client.describeRegions(new sdk.DescribeRegionsRequest({})));

    expect([await ask(), await ask(), await ask()]).toEqual(['no refusal', 'no refusal', 'Throttling.User']);
    cloud.clock.advance(60_000);
    expect(await ask()).toBe('no refusal');
  });

  it('holds a call before its effect and lets it go on', async () => {
    await cloud.control('/hook', { action: 'StopInstance', when: 'before', pause: true });
    const call = stop();
    const held = await eventually(() => cloud.ecs.control.held()[0]);

    expect(held).toMatchObject({ action: 'StopInstance', when: 'before' });
    expect((await cloud.instance(SHOP_WEB)).status).toBe('Running');
    await cloud.control('/release', {});
    await call;
    expect((await cloud.instance(SHOP_WEB)).status).toBe('Stopping');
  });

  it('lets a held call vanish, or take effect though its caller has gone', async () => {
    const gone = async (how: { lost: boolean }) => {
      cloud.ecs.control.hook({ action: 'StopInstance', when: 'before' });
      const call = refusal(stop());
      await eventually(() => cloud.ecs.control.held()[0]);
      cloud.ecs.control.release(how);
      return call;
    };

    expect(await gone({ lost: true })).not.toBe('no refusal');
    expect((await cloud.instance(SHOP_WEB)).status).toBe('Running');
    expect(await gone({ lost: false })).toBe('no refusal');
    expect((await cloud.instance(SHOP_WEB)).status).toBe('Stopping');
  });

  it('holds the answer of a call whose effect has happened', async () => {
    cloud.ecs.control.hook({ action: 'StopInstance', when: 'after' });
    const call = stop();
    await eventually(() => cloud.ecs.control.held()[0]);

    expect((await cloud.instance(SHOP_WEB)).status).toBe('Stopping');
    cloud.ecs.control.release();
    await call;
  });

  it('streams what changes', async () => {
    const response = await fetch(`${cloud.ecs.url}/_control/events`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    await stop();

    let heard = '';
    while (!heard.includes('Stopping')) heard += (await reader?.read())?.value ?? '';
    await reader?.cancel();

    expect(heard).toContain(`"kind":"instance","id":"${SHOP_WEB}","what":"Stopping"`);
  });

  it('throttles everything for a while of sandbox time', async () => {
    cloud.ecs.control.fault({ kind: 'throttle', forMs: 60_000 });

    expect([await refusal(stop()), await refusal(stop())]).toEqual(['Throttling.User', 'Throttling.User']);
    cloud.clock.advance(61_000);
    expect(await refusal(stop())).toBe('no refusal');
  });

  it('tells each call and whether it changed anything', async () => {
    await stop();
    await refusal(stop());

    expect(cloud.ecs.control.calls().map(({ action, outcome, effect }) => [action, outcome, effect])).toEqual(
      [
        ['StopInstance', 'ok', true],
        ['StopInstance', 'IncorrectInstanceStatus', false],
      ],
    );
  });

  it('says what it does not understand', async () => {
    const response = await cloud.control('/fault', { kind: 'earthquake' });

    expect(response.status).toBe(400);
  });
});

async function eventually<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((next) => setTimeout(next, 5));
  }
}
