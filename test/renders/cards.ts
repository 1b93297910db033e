import type { Card, Form } from '../../src/chat/card.ts';
import { at, bold, code, link, mention } from '../../src/i18n/text.ts';

const asker = mention('slack:T0001:U0001', '林小雨');
const elsewhere = mention('dingtalk:staff-0001', '林小雨');
const started = Date.UTC(2026, 10, 24, 9, 30);
const supportEnd = Date.UTC(2029, 4, 31);

/** One card of each kind that people meet, with every kind of block and span; drawn by each platform's spec. */
export const cards: Record<string, Card> = {
  'recommend-en': {
    tone: 'good',
    locale: 'en',
    title: 'Recommended image for ubuntu',
    body: [
      {
        kind: 'text',
        text: [
          ...code('ubuntu_24_04_x64_20G_alibase_20261013.vhd'),
          { text: ' is the newest official image.' },
        ],
      },
      {
        kind: 'facts',
        facts: [
          { label: 'Family', value: code('acs:ubuntu_24_04_x64') },
          { label: 'Region', value: 'cn-hangzhou' },
          { label: 'Supported until', value: at(supportEnd, 'date') },
          { label: 'Checked', value: at(started) },
        ],
      },
      { kind: 'heading', text: 'Why' },
      {
        kind: 'list',
        items: [
          'Official and maintained by the vendor',
          [{ text: 'See ' }, ...link('https://help.aliyun.com/zh/ecs/', 'the guide')],
        ],
      },
    ],
    buttons: [
      { action: 'show.image', record: 'ubuntu_24_04_x64_20G_alibase_20261013.vhd', label: 'Show' },
      {
        action: 'pick',
        record: 'rc_7f3a2k',
        label: 'Use on an instance',
        style: 'primary',
        typed: 'replace',
      },
      { link: 'https://ecs.console.aliyun.com/', label: 'Console' },
    ],
    footer: [{ text: 'Asked by ' }, ...asker, { text: ', from the list of ' }, ...at(started)],
  },
  'recommend-zh': {
    tone: 'good',
    locale: 'zh',
    title: '推荐镜像：ubuntu',
    body: [
      {
        kind: 'text',
        text: [...code('ubuntu_24_04_x64_20G_alibase_20261013.vhd'), { text: ' 是最新的官方镜像。' }],
      },
      {
        kind: 'facts',
        facts: [
          { label: '镜像族系', value: code('acs:ubuntu_24_04_x64') },
          { label: '地域', value: 'cn-hangzhou' },
        ],
      },
    ],
    footer: [{ text: '由 ' }, ...asker, { text: ' 查询' }],
  },
  'approval-en': {
    tone: 'ask',
    locale: 'en',
    title: 'Replace the system disk of web-1?',
    body: [
      {
        kind: 'facts',
        facts: [
          { label: 'Instance', value: [...code('i-bp1abcdefgh'), { text: ' (web_1 *prod*)' }] },
          { label: 'Asked by', value: elsewhere },
          { label: 'New image', value: code('aliyun_3_x64_20G_alibase_20261022.vhd') },
        ],
      },
      {
        kind: 'steps',
        title: 'What will be done',
        steps: [
          { id: 'stop', title: 'Stop the instance', state: 'todo' },
          { id: 'snapshot', title: 'Take a snapshot', state: 'todo', note: 'kept for 7 days' },
        ],
      },
    ],
    buttons: [
      {
        action: 'approve',
        record: 'rq_7f3a2k',
        label: 'Approve',
        style: 'danger',
        confirm: {
          title: 'Replace?',
          text: 'Everything on the system disk is lost.',
          yes: 'Replace',
          no: 'Not now',
        },
      },
      { action: 'deny', record: 'rq_7f3a2k', label: 'Deny' },
    ],
  },
  'progress-zh': {
    tone: 'busy',
    locale: 'zh',
    title: [{ text: '正在更换系统盘：' }, ...code('i-bp1abcdefgh')],
    body: [
      {
        kind: 'steps',
        title: '步骤',
        steps: [
          { id: 'stop', title: '停止实例', state: 'done', note: [{ text: '用时 ' }, ...bold('41 秒')] },
          { id: 'snapshot', title: '创建快照', state: 'skipped' },
          { id: 'replace', title: '更换系统盘', state: 'doing' },
          { id: 'start', title: '启动实例', state: 'failed', note: 'OperationConflict' },
          { id: 'running', title: '运行中', state: 'todo' },
        ],
      },
    ],
    buttons: [{ action: 'cancel', record: 'rq_7f3a2k', label: '取消' }],
  },
  'images-en': {
    locale: 'en',
    title: 'Images in cn-hangzhou',
    body: [
      {
        kind: 'table',
        caption: 'Newest first',
        columns: ['Image', 'Created', 'Supported until'],
        rows: [
          [code('ubuntu_24_04_x64'), at(started, 'date'), at(supportEnd, 'date')],
          [code('debian_12_x64'), '', 'unknown'],
        ],
      },
      { kind: 'table', caption: 'Also', columns: ['Image'], rows: [['centos_7_9_x64']] },
    ],
  },
  'result-en': {
    tone: 'good',
    locale: 'en',
    title: [...asker, { text: ': ' }, ...code('m-bp1abcdefgh'), { text: ' is ready to use.' }],
  },
  'output-en': {
    tone: 'bad',
    locale: 'en',
    title: 'The update failed',
    body: [{ kind: 'output', text: 'E: Unable to lock /var/lib/dpkg/ <!channel> & more' }],
    footer: 'exit code 100',
  },
  'hostile-en': {
    tone: 'warn',
    locale: 'en',
    title: '<!channel> <@U0002> @everyone',
    body: [
      { kind: 'text', text: '<!here> <https://evil.example|click> &lt;!channel&gt;' },
      {
        kind: 'facts',
        facts: [
          { label: '<!channel>', value: '<!channel>' },
          { label: 'Code', value: code('`<!here>`') },
          { label: 'Link', value: link('https://a.example/?a=1|<!channel>', '<!channel>') },
        ],
      },
    ],
    buttons: [{ action: 'pick', record: '<!channel>', label: '<!channel>' }],
    footer: '<!channel> <!subteam^S1>',
  },
};

export const importForm: Form = {
  name: 'import',
  title: 'Import an image into the region',
  submit: 'Import',
  cancel: 'Not now',
  intro: [{ text: 'The file must lie in a bucket of ' }, ...code('cn-hangzhou')],
  fields: [
    { name: 'source', label: 'Object', placeholder: 'oss://bucket/key', value: 'oss://images/a.qcow2' },
    {
      name: 'os',
      label: 'System',
      hint: 'As the guest calls itself',
      value: 'linux',
      options: [
        { value: 'linux', label: 'Linux' },
        { value: 'windows', label: 'Windows' },
      ],
    },
    { name: 'name', label: 'Name', optional: true },
  ],
};
