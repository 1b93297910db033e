import { useMemo } from 'react';
import type { SandboxMessage } from '../../slack/api.ts';
import { Avatar } from '../avatar.tsx';
import { clockTime, dateOf, fileSize, fullTime } from '../format.ts';
import { Icon } from '../icons.tsx';
import { useFlash } from '../live.ts';
import { Blocks } from './blocks.tsx';
import { useDesk } from './desk.tsx';
import { Drawn } from './drawn.tsx';
import type { Hand } from './elements.tsx';
import { richText } from './mrkdwn.ts';

interface MessageProps {
  message: SandboxMessage;
  /** Follows closely on another of the same person: no name again. */
  follows?: boolean;
  /** Left out inside a thread. */
  onThread?: (ts: string) => void;
}

export function Message({ message, follows, onThread }: MessageProps) {
  const { seen, lang, t } = useDesk();
  const author = seen.users.find((user) => user.id === message.user);
  const flash = useFlash<HTMLElement>(message.edited?.ts ?? '');
  const at = dateOf(message.ts);
  const time = (
    <time dateTime={at.toISOString()} title={fullTime(at, lang)}>
      {clockTime(at, lang)}
    </time>
  );
  return (
    <article
      ref={flash}
      className={follows ? 'message message-follows' : 'message'}
      data-testid="message"
      data-ts={message.ts}
      data-user={message.user}
      data-ephemeral={message.ephemeral_for ? '' : undefined}
    >
      {follows ? <span className="gutter">{time}</span> : <Avatar user={author} />}
      <div className="message-main">
        {!follows && (
          <header>
            <strong>{author?.is_bot ? seen.bot.name : (author?.real_name ?? 'Slackbot')}</strong>
            {author?.is_bot && <span className="badge">{t('app')}</span>}
            {time}
          </header>
        )}
        {message.ephemeral_for && (
          <p className="only-you">
            <Icon name="eye" />
            {t('onlyYou')}
          </p>
        )}
        <Body message={message} />
        {message.reactions?.map(({ name, users }) => (
          <span key={name} className="reaction">{`:${name}: ${users.length}`}</span>
        ))}
        {message.files?.map((file) => (
          <a key={file.id} className="file" href={file.url_private} download={file.name}>
            {/\.(png|jpe?g|gif)$/i.test(file.name) ? (
              <img src={file.url_private} alt={file.title} />
            ) : (
              <Icon name="file" />
            )}
            <span>
              <strong>{file.title || file.name}</strong>
              <small>
                {file.name} · {fileSize(file.size)}
              </small>
            </span>
          </a>
        ))}
        {onThread && !!message.reply_count && <Replies message={message} onThread={onThread} />}
      </div>
      {onThread && !message.ephemeral_for && (
        <button
          type="button"
          className="icon-button message-reply"
          aria-label={t('replyInThread')}
          title={t('replyInThread')}
          data-testid="reply-in-thread"
          onClick={() => onThread(message.thread_ts ?? message.ts)}
        >
          <Icon name="reply" />
        </button>
      )}
    </article>
  );
}

function Body({ message }: { message: SandboxMessage }) {
  const { act, t } = useDesk();
  const { channel, ts } = message;
  const hand = useMemo<Hand>(() => {
    const click: Hand['click'] = (pressed) => act('click', { ...pressed, channel, message_ts: ts });
    return {
      click,
      pick: click,
      suggest: async (action_id, block_id, value) =>
        (await act('suggest', { action_id, block_id, value, channel, message_ts: ts }))?.options ?? [],
    };
  }, [act, channel, ts]);
  if (message.subtype === 'tombstone') return <p className="quiet">{t('deleted')}</p>;
  return (
    <div className={message.notice ? 'body body-notice' : 'body'}>
      {message.blocks ? (
        <Blocks blocks={message.blocks} hand={hand} />
      ) : (
        <Drawn block={richText(message.text)} />
      )}
      {message.edited && <span className="edited">{t('edited')}</span>}
    </div>
  );
}

function Replies({ message, onThread }: { message: SandboxMessage; onThread: (ts: string) => void }) {
  const { lang, t } = useDesk();
  const count = message.reply_count ?? 0;
  return (
    <button type="button" className="replies" data-testid="open-thread" onClick={() => onThread(message.ts)}>
      <strong>
        {count} {t(count === 1 ? 'reply' : 'replies')}
      </strong>
      {message.latest_reply && (
        <span>
          {t('lastReply')} {clockTime(dateOf(message.latest_reply), lang)}
        </span>
      )}
    </button>
  );
}
