import { Fragment, useState } from 'react';
import type { Message as Said } from '../../dingtalk/api.ts';
import { useBottom } from '../bottom.ts';
import { dayAndTime } from '../format.ts';
import { Composer } from './composer.tsx';
import { type Talk, titleOf, useDesk } from './desk.tsx';
import { Message } from './message.tsx';

/** To a quoted request, in the robot's own words. */
const answers = ['同意', '拒绝'];
const quietMs = 5 * 60_000;

/** A conversation: its messages and where one types. */
export function Chat({ talk, examples }: { talk: Talk; examples: string[] }) {
  const { seen, lang, t } = useDesk();
  const [quoted, setQuoted] = useState<Said>();
  const bottom = useBottom();
  const name = titleOf(talk, seen);
  return (
    <main className="dt-chat" aria-label={name}>
      <header className="dt-head">
        <h2>{name}</h2>
        {talk.type === 'direct' ? (
          <span className="dt-tag">{t('robot')}</span>
        ) : (
          <span className="quiet">
            {talk.members.length} {t('headcount')}
          </span>
        )}
      </header>
      <div {...bottom} className="dt-messages" role="log" aria-live="polite">
        <div className="dt-messages-inner">
          {talk.messages.length === 0 && <p className="empty">{t('empty')}</p>}
          {talk.messages.map((message, index) => (
            <Fragment key={message.id}>
              {message.at - (talk.messages[index - 1]?.at ?? 0) > quietMs && (
                <time className="dt-time">{dayAndTime(message.at, lang)}</time>
              )}
              <Message message={message} talk={talk} onQuote={() => setQuoted(message)} />
            </Fragment>
          ))}
        </div>
      </div>
      <Composer
        talk={talk}
        examples={quoted ? answers : examples}
        quoted={quoted}
        onUnquote={() => setQuoted(undefined)}
      />
    </main>
  );
}
