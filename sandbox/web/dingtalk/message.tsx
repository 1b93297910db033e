import type { Message as Said } from '../../dingtalk/api.ts';
import { clockTime } from '../format.ts';
import { Icon } from '../icons.tsx';
import { Avatar } from './avatar.tsx';
import { Content } from './content.tsx';
import { inShort } from './conversations.tsx';
import { nameOf, type Talk, useDesk } from './desk.tsx';

/** Those of one's own on the right. */
export function Message({ message, talk, onQuote }: { message: Said; talk: Talk; onQuote: () => void }) {
  const { seen, lang, t } = useDesk();
  const { from, content, quotes } = message;
  const mine = from === seen.me.id;
  const outsider = seen.people.some(({ id, corpId }) => id === from && corpId !== seen.corpId);
  return (
    <article
      className="dt-message"
      data-testid="dt-message"
      data-from={from}
      data-kind={content.kind}
      data-mine={mine ? '' : undefined}
    >
      <Avatar person={from} />
      <div className="dt-main">
        {!mine && (
          <header>
            {nameOf(seen, from)}
            {from === 'robot' && <span className="dt-tag">{t('robot')}</span>}
            {outsider && <span className="dt-tag dt-tag-outside">{t('external')}</span>}
          </header>
        )}
        <div className="dt-line">
          <div className="dt-bubble" title={clockTime(message.at, lang, true)}>
            {quotes && <Quoted id={quotes} talk={talk} />}
            <Content content={content} message={message.id} />
          </div>
          <button
            type="button"
            className="icon-button dt-quote"
            aria-label={t('quote')}
            title={t('quote')}
            data-testid="dt-quote"
            onClick={onQuote}
          >
            <Icon name="quote" />
          </button>
        </div>
      </div>
    </article>
  );
}

function Quoted({ id, talk }: { id: string; talk: Talk }) {
  const desk = useDesk();
  const quoted = talk.messages.find((message) => message.id === id);
  return (
    <blockquote className="dt-quoted">
      {quoted ? `${nameOf(desk.seen, quoted.from)}: ${inShort(quoted.content, desk)}` : desk.t('quoteGone')}
    </blockquote>
  );
}
