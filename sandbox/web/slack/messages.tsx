import { Fragment } from 'react';
import type { SandboxMessage } from '../../slack/api.ts';
import { useBottom } from '../bottom.ts';
import { dateOf, day } from '../format.ts';
import { useDesk } from './desk.tsx';
import { Message } from './message.tsx';

const together = 5 * 60;

/** Messages in order, with day lines; stays at the bottom while the reader is there. */
export function Messages({
  messages,
  onThread,
}: {
  messages: SandboxMessage[];
  onThread?: (ts: string) => void;
}) {
  const { lang, t } = useDesk();
  const bottom = useBottom();
  return (
    <div {...bottom} className="messages" role="log" aria-live="polite">
      <div className="messages-inner">
        {messages.length === 0 && <p className="empty">{t('empty')}</p>}
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const date = day(dateOf(message.ts), lang);
          const newDay = !before || day(dateOf(before.ts), lang) !== date;
          return (
            <Fragment key={message.ts}>
              {onThread && newDay && (
                <div className="day">
                  <span>{date}</span>
                </div>
              )}
              <Message message={message} onThread={onThread} follows={!newDay && follows(message, before)} />
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}

const follows = (message: SandboxMessage, before: SandboxMessage | undefined) =>
  !message.blocks &&
  before?.user === message.user &&
  before.ephemeral_for === message.ephemeral_for &&
  Number(message.ts) - Number(before.ts) < together;
