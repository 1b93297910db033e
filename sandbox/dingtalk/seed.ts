import type { Conversation, Person } from './api.ts';

export interface Seed {
  people?: (Partial<Person> & { id: string })[];
  conversations?: (Partial<Conversation> & { id: string })[];
}

export const corpId = 'dingcorp0001';

const staff = (staffId: string, name: string, more: Partial<Person> = {}) => ({
  id: staffId,
  staffId,
  name,
  ...more,
});
const approverRole = { id: 9001, name: '变更审批人', group_name: '职务' };
const everybody = ['staff-0001', 'staff-0002', 'staff-0003', 'staff-0004'];

/** The team of the sandbox Slack, at DingTalk: one who asks, two who approve, a stranger, and a guest of another company. */
export const defaultSeed: Seed = {
  people: [
    staff('staff-0001', '林小雨', { title: '运维工程师' }),
    staff('staff-0002', 'Maya Chen', { title: 'SRE Lead', admin: true, roles: [approverRole] }),
    staff('staff-0003', '王路人', { title: '市场' }),
    staff('staff-0004', 'Alex Wu', { title: 'SRE', roles: [approverRole] }),
    { id: 'outsider-0001', name: '外部顾问', corpId: 'dingcorp9999' },
  ],
  conversations: [
    { id: 'cidOps0001==', title: '平台运维群', members: [...everybody, 'outsider-0001'] },
    { id: 'cidApprovals0001==', title: '变更审批群', members: ['staff-0001', 'staff-0002', 'staff-0004'] },
  ],
};
