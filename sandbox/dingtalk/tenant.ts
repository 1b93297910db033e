import type { Limits, Template } from './api.ts';

/** Free organisations (facts/dingtalk.md §4.3). */
export const standardEdition: Limits = {
  apiCalls: 5000,
  streamUnits: 3000,
  qps: 20,
  webhookPerMinute: 20,
};

export const defaultScopes = [
  'qyapi_robot_sendmsg',
  'Card.Instance.Write',
  'qyapi_get_member',
  'qyapi_get_department_list',
  'qyapi_get_department_member',
];

const decide = (id: string, title: string) => ({
  id,
  title,
  shownWhile: { variable: 'status', is: 'pending' },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the console's own way to name a variable.
  params: { action: id, requestId: '${requestId}', record: '${record}' },
});

/** The template whose making the product's set-up steps describe (§3.7). */
export const approvalTemplate: Template = {
  id: 'sandbox-approval.schema',
  published: true,
  variables: [
    'lastMessage',
    'title',
    'tag',
    'markdown',
    'markdown2',
    'markdown3',
    'markdown4',
    'applicant',
    'requestId',
    'record',
    'status',
    'statusText',
    'updatedAt',
  ],
  actions: [decide('reject', '拒绝 Deny'), decide('agree', '同意 Approve')],
};
