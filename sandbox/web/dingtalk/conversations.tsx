import type { Content } from '../../dingtalk/api.ts';
import { clockTime } from '../format.ts';
import { type UnreadOf, unreadMark } from '../unread.ts';
import { TalkAvatar } from './avatar.tsx';
import { type Desk, keyOf, nameOf, type Talk, titleOf, useDesk } from './desk.tsx';

interface ConversationsProps {
  current: string | undefined;
  unread: UnreadOf;
  onPick: (key: string) => void;
}

/** What was said last stands first. */
export function Conversations({ current, unread, onPick }: ConversationsProps) {
  const { seen, t } = useDesk();
  const latest = ({ messages }: Talk) => messages.at(-1)?.at ?? 0;
  const talks = seen.conversations.toSorted((one, other) => latest(other) - latest(one));
  return (
    <nav className="dt-talks" aria-label={t('conversations')}>
      {talks.map((talk) => {
        const key = keyOf(talk);
        const news = key === current ? undefined : unread(`${seen.me.id}/${talk.id}`);
        return (
          <button
            type="button"
            key={key}
            className="dt-talk"
            data-testid={`dt-conversation-${key}`}
            aria-current={key === current ? 'page' : undefined}
            data-unread={unreadMark(news)}
            onClick={() => onPick(key)}
          >
            <span className="dt-badged">
              <TalkAvatar talk={talk} />
              {news && <b className="dt-badge">{news.count}</b>}
            </span>
            <strong>{titleOf(talk, seen)}</strong>
            <LastWords talk={talk} called={!!news?.mention && talk.type === 'group'} />
          </button>
        );
      })}
    </nav>
  );
}

function LastWords({ talk, called }: { talk: Talk; called: boolean }) {
  const desk = useDesk();
  const last = talk.messages.at(-1);
  if (!last) return null;
  const who = talk.type === 'group' ? `${nameOf(desk.seen, last.from)}: ` : '';
  return (
    <>
      <time>{clockTime(last.at, desk.lang)}</time>
      <small>
        {called && <em>{desk.t('mentionedYou')} </em>}
        {who}
        {inShort(last.content, desk)}
      </small>
    </>
  );
}

/** A message in one line, as the list and a quotation show it. */
export function inShort(content: Content, { seen, t }: Pick<Desk, 'seen' | 't'>): string {
  switch (content.kind) {
    case 'text':
      return content.text;
    case 'richText':
      return content.parts
        .map((part) =>
          'text' in part ? part.text : 'person' in part ? `@${nameOf(seen, part.person)} ` : t('picture'),
        )
        .join('');
    case 'markdown':
    case 'actionCard':
    case 'link':
      return content.title;
    case 'feedCard':
      return content.links[0]?.title ?? '';
    case 'file':
      return `${t('file')} ${content.name}`;
    case 'card':
      return seen.cards[content.outTrackId]?.values.lastMessage ?? t('card');
    case 'image':
      return t('picture');
    default:
      return t(content.kind);
  }
}
