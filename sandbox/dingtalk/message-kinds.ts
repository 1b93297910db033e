import { z } from 'zod';
import type { Button, Content } from './api.ts';
import { Address, oapiRefused, Words } from './refused.ts';
import type { State } from './state.ts';

type Kind = { params: z.ZodType; draw(params: Record<string, string>, state: State): Content };

const kind = <Shape extends Record<string, z.ZodType<string>>>(shape: Shape, draw: Kind['draw']): Kind => ({
  params: z.strictObject(shape),
  draw,
});

/** Button texts and addresses by number, as `sampleActionCard2` to `5` and `6` name them. */
function buttons(count: number, title: string, url: string) {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return {
    shape: Object.fromEntries(
      numbers.flatMap((n) => [
        [title + n, Words],
        [url + n, Address],
      ]),
    ),
    of: (params: Record<string, string>): Button[] =>
      numbers.map((n) => ({ title: params[title + n] ?? '', url: params[url + n] ?? '' })),
  };
}

function actionCard(layout: 'vertical' | 'horizontal', { shape, of }: ReturnType<typeof buttons>): Kind {
  return kind({ title: Words, text: Words, ...shape }, (params) => ({
    kind: 'actionCard',
    title: params.title ?? '',
    text: params.text ?? '',
    layout,
    buttons: of(params),
  }));
}

const vertical = (count: number) => actionCard('vertical', buttons(count, 'actionTitle', 'actionURL'));

/** What a robot can say through the API, by `msgKey`, with exactly the params each takes (facts/dingtalk.md §3.3). */
export const kinds: Record<string, Kind> = {
  sampleText: kind({ content: Words }, ({ content = '' }) => ({ kind: 'text', text: content })),
  sampleMarkdown: kind({ title: Words, text: Words }, ({ title = '', text = '' }) => ({
    kind: 'markdown',
    title,
    text,
  })),
  sampleActionCard: kind(
    { title: Words, text: Words, singleTitle: Words, singleURL: Address },
    ({ title = '', text = '', singleTitle = '', singleURL = '' }) => ({
      kind: 'actionCard',
      title,
      text,
      layout: 'vertical',
      buttons: [{ title: singleTitle, url: singleURL }],
    }),
  ),
  sampleActionCard2: vertical(2),
  sampleActionCard3: vertical(3),
  sampleActionCard4: vertical(4),
  sampleActionCard5: vertical(5),
  sampleActionCard6: actionCard('horizontal', buttons(2, 'buttonTitle', 'buttonUrl')),
  sampleLink: kind(
    { title: Words, text: Words, messageUrl: Address, picUrl: z.string() },
    ({ title = '', text = '', messageUrl = '', picUrl = '' }) => ({
      kind: 'link',
      title,
      text,
      url: messageUrl,
      picture: picUrl,
    }),
  ),
  sampleImageMsg: kind({ photoURL: Words }, ({ photoURL = '' }) => ({ kind: 'image', photoUrl: photoURL })),
  sampleFile: kind(
    { mediaId: Words, fileName: Words, fileType: Words },
    ({ mediaId = '', fileName = '', fileType = '' }, { media, url }) => ({
      kind: 'file',
      mediaId,
      name: fileName,
      type: fileType,
      size: media.get(mediaId)?.bytes.length ?? 0,
      url: `${url}/_emu/media/${encodeURIComponent(mediaId)}`,
    }),
  ),
};

const At = z
  .strictObject({
    atUserIds: z.array(z.string()).max(50).optional(),
    atMobiles: z.array(z.string()).max(50).optional(),
    isAtAll: z.boolean().optional(),
  })
  .optional();

const Single = z.strictObject({ title: Words, text: Words, singleTitle: Words, singleURL: Address });
const Several = z.strictObject({
  title: Words,
  text: Words,
  btnOrientation: z.enum(['0', '1']).optional(),
  btns: z.array(z.strictObject({ title: Words, actionURL: Address })).min(1),
});
const FeedLink = z.strictObject({ title: Words, messageURL: Address, picURL: z.string() });
const Link = z.strictObject({
  title: Words,
  text: Words,
  messageUrl: Address,
  picUrl: z.string().optional(),
});

/** What a sessionWebhook takes (§3.2). */
export const WebhookBody = z.discriminatedUnion('msgtype', [
  z.strictObject({ msgtype: z.literal('text'), text: z.strictObject({ content: Words }), at: At }),
  z.strictObject({
    msgtype: z.literal('markdown'),
    markdown: z.strictObject({ title: Words, text: Words }),
    at: At,
  }),
  z.strictObject({ msgtype: z.literal('actionCard'), actionCard: z.union([Single, Several]), at: At }),
  z.strictObject({ msgtype: z.literal('link'), link: Link }),
  z.strictObject({
    msgtype: z.literal('feedCard'),
    feedCard: z.strictObject({ links: z.array(FeedLink).min(1) }),
  }),
]);

export function drawWebhook(body: z.infer<typeof WebhookBody>): Content {
  switch (body.msgtype) {
    case 'text':
      return { kind: 'text', text: body.text.content };
    case 'markdown':
      return { kind: 'markdown', ...body.markdown };
    case 'actionCard': {
      const { actionCard: card } = body;
      const { title, text } = card;
      if ('singleURL' in card) {
        const only = { title: card.singleTitle, url: card.singleURL };
        return { kind: 'actionCard', title, text, layout: 'vertical', buttons: [only] };
      }
      const layout = card.btnOrientation === '1' ? 'horizontal' : 'vertical';
      const all = card.btns.map((button) => ({ title: button.title, url: button.actionURL }));
      return { kind: 'actionCard', title, text, layout, buttons: all };
    }
    case 'link': {
      const { title, text, messageUrl, picUrl = '' } = body.link;
      return { kind: 'link', title, text, url: messageUrl, picture: picUrl };
    }
    case 'feedCard': {
      const links = body.feedCard.links.map(({ title, messageURL, picURL }) => ({
        title,
        url: messageURL,
        picture: picURL,
      }));
      return { kind: 'feedCard', links };
    }
    default:
      throw oapiRefused(400105, 'unsupported msgtype');
  }
}
