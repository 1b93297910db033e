import type { Message } from '../../sandbox/dingtalk/api.ts';
import type { World } from './world.ts';

export type Who = 'asker' | 'approver' | 'secondApprover' | 'stranger';

/** One platform as a story needs it: what people do there and what they read. */
export type Stage = {
  name: string;
  says(who: Who, text: string): Promise<unknown>;
  /** What everybody in the group can read, oldest first. */
  all(): string[];
  /** What this person alone can read. */
  alone(who: Who): string[];
  /** Presses a button of the newest message that has it. */
  presses(who: Who, label: RegExp): Promise<unknown>;
  /** Labels of all buttons that can still be pressed. */
  buttons(): string[];
};

const slackIds: Record<Who, string> = {
  asker: 'U0001',
  approver: 'U0002',
  stranger: 'U0003',
  secondApprover: 'U0004',
};
const staffIds: Record<Who, string> = {
  asker: 'staff-0001',
  approver: 'staff-0002',
  stranger: 'staff-0003',
  secondApprover: 'staff-0004',
};

export function slackStage(world: World, channel = 'C0001'): Stage {
  const shared = () => world.messages(channel).filter(({ ephemeral_for }) => !ephemeral_for);
  return {
    name: 'slack',
    says: (who, text) => world.slack.gestures.slash({ user: slackIds[who], channel, text }),
    all: () => shared().map(world.words),
    alone: (who) =>
      [...world.slack.state.messages.values()]
        .flat()
        .filter((it) => it.ephemeral_for === slackIds[who])
        .map(world.words),
    async presses(who, label) {
      const card = shared().findLast((it) => world.buttons(it).some((text) => label.test(text)));
      if (!card) throw new Error(`no button ${label} on Slack`);
      return world.clicks(slackIds[who], card, label);
    },
    buttons: () => shared().flatMap(world.buttons),
  };
}

export function dingtalkStage({ dingtalk }: World, group = 'cidOps0001=='): Stage {
  const from = (conversation: string) =>
    dingtalk.state.messages.filter(
      (it) => it.conversation === conversation && it.from === 'robot' && !it.recalled,
    );
  const direct = (who: Who) =>
    [...dingtalk.state.conversations.values()].find(
      ({ type, members }) => type === 'direct' && members.includes(staffIds[who]),
    );
  return {
    name: 'dingtalk',
    says: (who, text) => dingtalk.gestures.say({ user: staffIds[who], conversation: group, text }),
    all: () => from(group).map(wordsOf),
    alone: (who) => from(direct(who)?.id ?? '').map(wordsOf),
    async presses(who, label) {
      const card = from(group).findLast((it) => labels(it).some((text) => label.test(text)));
      const button = card && labels(card).find((text) => label.test(text));
      if (!card || !button) throw new Error(`no button ${label} in DingTalk`);
      return dingtalk.gestures.tap({ user: staffIds[who], message: card.id, button });
    },
    buttons: () => from(group).flatMap(labels),
  };
}

function labels({ content }: Message): string[] {
  return content.kind === 'actionCard' ? content.buttons.map(({ title }) => title) : [];
}

function wordsOf({ content }: Message): string {
  if (content.kind === 'text') return content.text;
  return content.kind === 'markdown' || content.kind === 'actionCard'
    ? `${content.title}\n${content.text}`
    : content.kind;
}
