import { z } from 'zod';
import { PaceError, type Place, UnknownOutcomeError } from '../platform.ts';
import { RefusedError } from './calls.ts';
import type { OpenApi } from './open-api.ts';
import { staffIn } from './places.ts';
import type { Said } from './render.ts';

const Sent = z.looseObject({
  processQueryKey: z.string().catch(''),
  invalidStaffIdList: z.array(z.string()).nullish(),
  flowControlledStaffIdList: z.array(z.string()).nullish(),
});
const Uploaded = z.looseObject({ media_id: z.string().min(1) });

const flowPauseMs = 60_000;

export type Robot = ReturnType<typeof robot>;

/** The robot's own API: it may write first, at any time, and take back what it wrote; each call counts. */
export function robot(api: OpenApi, robotCode: string) {
  /** Answers the key by which the message can be recalled and is named when quoted; empty when it was not told. */
  async function send(place: Place, msgKey: string, param: object): Promise<string> {
    const message = { robotCode, msgKey, msgParam: JSON.stringify(param) };
    const staff = staffIn(place);
    if (place.direct && !staff) throw new RefusedError(400, 'no staff id to write to');
    const answer = staff
      ? await api.call('POST', '/v1.0/robot/oToMessages/batchSend', { ...message, userIds: [staff] })
      : await api.call('POST', '/v1.0/robot/groupMessages/send', {
          ...message,
          openConversationId: place.id,
        });
    const { data: sent } = Sent.safeParse(answer);
    if (!sent) throw new UnknownOutcomeError('DingTalk answered something else');
    if (sent.invalidStaffIdList?.length) throw new RefusedError(400, 'invalidStaffId');
    if (sent.flowControlledStaffIdList?.length) throw new PaceError(flowPauseMs);
    return sent.processQueryKey;
  }

  return {
    say: (place: Place, said: Said): Promise<string> => send(place, ...sample(said)),

    /** Silently gone for everybody; within a day for direct chats. */
    async recall(place: Place, keys: string[]): Promise<void> {
      const body = { robotCode, processQueryKeys: keys };
      await (place.direct
        ? api.call('POST', '/v1.0/robot/otoMessages/batchRecall', body)
        : api.call('POST', '/v1.0/robot/groupMessages/recall', { ...body, openConversationId: place.id }));
    },

    async file(place: Place, name: string, content: Buffer): Promise<void> {
      const mediaId = Uploaded.safeParse(await api.upload('file', name, content)).data?.media_id;
      if (!mediaId) throw new RefusedError(200, 'media upload: no id');
      const fileType = name.slice(name.lastIndexOf('.') + 1);
      await send(place, 'sampleFile', { mediaId, fileName: name, fileType });
    },
  };
}

/** The robot API has a form for each number of buttons; two stand side by side. */
function sample({ title, text, buttons }: Said): [msgKey: string, param: object] {
  const [first, second] = buttons;
  if (!first) return ['sampleMarkdown', { title, text }];
  if (!second) return ['sampleActionCard', { title, text, singleTitle: first.title, singleURL: first.url }];
  if (buttons.length === 2)
    return [
      'sampleActionCard6',
      {
        title,
        text,
        buttonTitle1: first.title,
        buttonUrl1: first.url,
        buttonTitle2: second.title,
        buttonUrl2: second.url,
      },
    ];
  const rows = buttons.map(({ title, url }, i) => ({
    [`actionTitle${i + 1}`]: title,
    [`actionURL${i + 1}`]: url,
  }));
  return [`sampleActionCard${buttons.length}`, Object.assign({ title, text }, ...rows)];
}
