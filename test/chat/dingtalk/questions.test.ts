import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Form } from '../../../src/chat/card.ts';
import type { Incoming, Intake } from '../../../src/chat/platform.ts';
import { eventually, ops, startBench, type TestBench } from './adapter.ts';

const form: Form = {
  name: 'import',
  title: '导入镜像',
  submit: '导入',
  cancel: '取消',
  fields: [
    { name: 'source', label: '文件' },
    {
      name: 'os',
      label: '系统',
      options: [
        { value: 'linux', label: 'Linux' },
        { value: 'windows', label: 'Windows' },
      ],
    },
    { name: 'name', label: '名称', optional: true },
  ],
};

/** What the router does, in small. */
const intake: Pick<Intake, 'form' | 'judge'> = {
  form: (incoming: Incoming) =>
    incoming.kind === 'command' && /^\/ecs-image import$/.test(incoming.text) ? form : undefined,
  judge({ values }) {
    const wrong = {
      ...(values.source ? {} : { source: '缺少' }),
      ...(values.source && !values.source.startsWith('oss://') ? { source: '必须以 oss 开头' } : {}),
      ...(['linux', 'windows'].includes(values.os ?? '') ? {} : { os: '缺少' }),
    };
    return Object.keys(wrong).length ? wrong : undefined;
  },
};

let bench: TestBench;
beforeAll(async () => {
  bench = await startBench({ intake, options: { timings: { patience: 300 } } });
});
beforeEach(async () => {
  await says('取消');
  bench.received.length = 0;
});
afterAll(() => bench.stop());

const user = 'staff-0001';

async function says(text: string, person = user): Promise<void> {
  const before = bench.said(ops).length + bench.received.length;
  await bench.sandbox.gestures.say({ user: person, conversation: ops, text });
  await eventually(() => bench.said(ops).length + bench.received.length > before);
}
const asked = () => JSON.stringify(bench.said(ops).at(-1)?.content);

describe('a command with arguments missing', () => {
  it('asks for them one after another, in the chat', async () => {
    await says('/ecs-image import');
    expect(asked()).toContain('文件');
    await says('oss://images/a.qcow2');
    expect(asked()).toContain('1: Linux'.replace(': ', '：'));
    await says('2');

    expect(bench.received).toMatchObject([
      { kind: 'form', form: 'import', values: { source: 'oss://images/a.qcow2', os: 'windows' } },
    ]);
  });

  it('says what is wrong with an answer, and asks again', async () => {
    await says('/ecs-image import');
    await says('a.qcow2');

    expect(asked()).toContain('必须以 oss 开头');
    expect(bench.received).toEqual([]);
  });

  it('is given up with 取消', async () => {
    await says('/ecs-image import');
    await says('取消');
    expect(asked()).toContain('已取消');
    await says('status');

    expect(bench.received).toMatchObject([{ kind: 'command', text: 'status' }]);
  });

  it('gives way to another command that names the bot', async () => {
    await says('/ecs-image import');
    await says('/ecs-image status');
    await says('oss://images/a.qcow2');

    expect(bench.received).toMatchObject([
      { kind: 'command', text: '/ecs-image status' },
      { kind: 'command', text: 'oss://images/a.qcow2' },
    ]);
  });

  it('gives way to a word about a request', async () => {
    await says('/ecs-image import');
    await says('approve rq_7f3a2k');

    expect(bench.received).toMatchObject([{ kind: 'command', text: 'approve rq_7f3a2k' }]);
  });

  it('listens to the person who was asked alone', async () => {
    await says('/ecs-image import');
    await says('oss://images/a.qcow2', 'staff-0002');

    expect(bench.received).toMatchObject([{ kind: 'command', account: { id: 'staff-0002' } }]);
  });

  it('asks again when the command is delivered again and the question could not be said', async () => {
    bench.sandbox.faults.add({ on: 'call', path: '/robot/sendBySession', count: 2 });
    bench.sandbox.faults.add({ on: 'ack' });
    await bench.sandbox.gestures.say({ user, conversation: ops, text: '/ecs-image import' });
    const before = bench.said(ops).length;

    bench.sandbox.advance(16_000);
    await eventually(() => bench.said(ops).length > before);

    expect(asked()).toContain('文件');
    expect(bench.received).toEqual([]);
  });

  it('takes an answer that is delivered twice for one', async () => {
    await says('/ecs-image import');
    bench.sandbox.faults.add({ on: 'push', do: 'duplicate' });
    await says('oss://images/a.qcow2');
    bench.sandbox.faults.add({ on: 'push', do: 'duplicate' });
    await says('linux');

    expect(bench.received).toMatchObject([{ kind: 'form', values: { os: 'linux' } }]);
  });
});
