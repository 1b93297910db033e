import { Fragment, useLayoutEffect, useRef } from 'react';
import type { SandboxMessage } from '../slack/api.ts';
import { useDesk } from './desk.tsx';
import { dateOf, day } from './format.ts';
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
  const list = useRef<HTMLDivElement>(null);
  const atBottom = useRef(true);
  const lastTop = useRef(0);

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const stay = () => {
      if (atBottom.current) element.scrollTop = element.scrollHeight;
    };
    stay();
    const watch = new ResizeObserver(stay);
    for (const child of [element, ...element.children]) watch.observe(child);
    return () => watch.disconnect();
  }, []);

  return (
    <div
      ref={list}
      className="messages"
      role="log"
      aria-live="polite"
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        // Growing content scrolls too: only moving up means the reader has left.
        const near = scrollHeight - scrollTop - clientHeight < 60;
        if (near || scrollTop < lastTop.current) atBottom.current = near;
        lastTop.current = scrollTop;
      }}
    >
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
