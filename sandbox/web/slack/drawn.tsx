import { type Block, Message as Drawing } from 'slack-blocks-to-jsx';
import type { Json } from '../../slack/api.ts';
import { slackDate } from '../format.ts';
import { useDesk } from './desk.tsx';

/** One block as slack-blocks-to-jsx draws it. */
export function Drawn({ block }: { block: Json }) {
  const { me, seen } = useDesk();
  return (
    <Drawing
      withoutWrapper
      theme="light"
      logo=""
      name=""
      blocks={[block as Block]}
      data={{
        users: seen.users.map(({ id, real_name }) => ({ id, name: real_name })),
        channels: seen.channels.map(({ id, name }) => ({ id, name })),
      }}
      hooks={{
        user: ({ id, name }) => (
          <span className={id === me.id ? 'mention mention-me' : 'mention'}>@{name || id}</span>
        ),
        date: ({ timestamp, format }) => <time>{slackDate(timestamp, format, me)}</time>,
        link: ({ href, children }) => (
          <a href={href} target="_blank" rel="noreferrer">
            {children}
          </a>
        ),
      }}
    />
  );
}
