import { z } from 'zod';
import { parsed } from '../../slack/http.ts';
import { newProcessQueryKey } from '../ids.ts';
import { kinds } from '../message-kinds.ts';
import { post, recall } from '../messages.ts';
import { bytesOf, Refused, read } from '../refused.ts';
import { directChat, type State, staffOf } from '../state.ts';
import type { Endpoint } from './endpoint.ts';

const longestParam = 15_000;
/** A direct message can be taken back for a day. */
const recallable = 24 * 3_600_000;

const Said = { robotCode: z.string(), msgKey: z.string(), msgParam: z.string() };
const ToGroup = z.strictObject({
  ...Said,
  openConversationId: z.string(),
  coolAppCode: z.string().optional(),
});
const ToPeople = z.strictObject({ ...Said, userIds: z.array(z.string()).min(1).max(20) });
const Keys = { robotCode: z.string(), processQueryKeys: z.array(z.string()).min(1).max(20) };
const GroupRecall = z.strictObject({ ...Keys, openConversationId: z.string() });
const DirectRecall = z.strictObject(Keys);

const sends = (run: Endpoint['run']): Endpoint => ({
  token: 'header',
  scope: 'qyapi_robot_sendmsg',
  metered: true,
  run,
});

/** Messages of the robot by API, and taking them back (§3.3). */
export const robot: Record<string, Endpoint> = {
  'POST /v1.0/robot/groupMessages/send': sends(({ body }, state) => {
    const said = read(ToGroup, body);
    const content = contentOf(state, said);
    groupOf(state, said.openConversationId);
    const processQueryKey = newProcessQueryKey();
    post(state, {
      conversation: said.openConversationId,
      from: 'robot',
      via: 'robot',
      content,
      processQueryKey,
    });
    return { processQueryKey };
  }),

  'POST /v1.0/robot/oToMessages/batchSend': sends(({ body }, state) => {
    const said = read(ToPeople, body);
    const content = contentOf(state, said);
    const processQueryKey = newProcessQueryKey();
    const invalidStaffIdList = said.userIds.filter((id) => !staffOf(state, id));
    for (const id of new Set(said.userIds)) {
      const person = staffOf(state, id);
      if (!person) continue;
      const conversation = directChat(state, person.id).id;
      post(state, { conversation, from: 'robot', via: 'robot', content, processQueryKey });
    }
    return { processQueryKey, invalidStaffIdList, flowControlledStaffIdList: [] };
  }),

  'POST /v1.0/robot/groupMessages/recall': sends(({ body }, state) => {
    const { robotCode, openConversationId, processQueryKeys } = read(GroupRecall, body);
    ours(state, robotCode);
    groupOf(state, openConversationId);
    return recallAll(state, processQueryKeys, (conversation) => conversation === openConversationId);
  }),

  'POST /v1.0/robot/otoMessages/batchRecall': sends(({ body }, state) => {
    const { robotCode, processQueryKeys } = read(DirectRecall, body);
    ours(state, robotCode);
    const direct = (id: string) => state.conversations.get(id)?.type === 'direct';
    return recallAll(state, processQueryKeys, direct, state.now() - recallable);
  }),
};

function contentOf(state: State, { robotCode, msgKey, msgParam }: z.infer<z.ZodObject<typeof Said>>) {
  ours(state, robotCode);
  const kind = kinds[msgKey];
  if (!kind) throw new Refused(400, 'invalidParameter.msgKey.invalid', `no msgKey ${msgKey}`);
  if (bytesOf(msgParam) > longestParam)
    throw new Refused(400, 'invalidParameter.msgParam.tooLong', `msgParam is over ${longestParam} bytes`);
  const params = read(kind.params, parsed(msgParam), 'invalidParameter.msgParam.invalid');
  const content = kind.draw(params as Record<string, string>, state);
  if (content.kind === 'file' && !state.media.has(content.mediaId))
    throw new Refused(400, 'invalidParameter.mediaId.invalid', `no media ${content.mediaId}`);
  return content;
}

function ours({ app }: State, robotCode: string): void {
  if (robotCode !== app.robotCode)
    throw new Refused(400, 'invalidParameter.robotCode.notExsit', `no robot ${robotCode}`);
}

/** A group the robot was added to. */
function groupOf({ conversations }: State, id: string): void {
  const group = conversations.get(id);
  if (group?.type !== 'group' || !group.robot)
    throw new Refused(400, 'invalidParameter.openConversationId.invalid', `the robot is in no group ${id}`);
}

function recallAll(state: State, keys: string[], at: (conversation: string) => boolean, since = 0) {
  const gone = (key: string) =>
    recall(
      state,
      (message) => message.processQueryKey === key && at(message.conversation) && message.at >= since,
    );
  const successResult = keys.filter(gone);
  const failed = keys.filter((key) => !successResult.includes(key));
  return { successResult, failedResult: Object.fromEntries(failed.map((key) => [key, 'notFound'])) };
}
