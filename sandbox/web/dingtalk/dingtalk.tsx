import { useCallback } from 'react';
import type { SeenState } from '../../dingtalk/api.ts';
import { gesture } from '../gesture.ts';
import { usePage } from '../page.tsx';
import type { UnreadOf } from '../unread.ts';
import { Chat } from './chat.tsx';
import { Conversations } from './conversations.tsx';
import { type Desk, DeskProvider, keyOf, type Talk } from './desk.tsx';
import { Usage } from './usage.tsx';

interface DingTalkProps {
  seen: SeenState;
  talk: Talk | undefined;
  examples: string[];
  unread: UnreadOf;
  onTalk: (key: string) => void;
}

/** DingTalk as one person sees it. */
export function DingTalk({ seen, talk, examples, unread, onTalk }: DingTalkProps) {
  const page = usePage();
  const { t, toast } = page;
  const user = seen.me.id;
  const act = useCallback<Desk['act']>(
    async (name, argument) => {
      const answer = await gesture('dingtalk', name, { user, ...argument });
      const result = answer.result as Awaited<ReturnType<Desk['act']>>;
      const failure = answer.failure ?? result?.notice;
      toast(failure ? t(failure) : '');
      return result;
    },
    [user, t, toast],
  );
  return (
    <DeskProvider value={{ ...page, seen, act }}>
      <section className="dt" data-testid="dingtalk" aria-label={t('dingtalk')}>
        <div className="dt-inside">
          <header className="dt-bar">
            <DingSign />
            <strong>{t('dingtalk')}</strong>
            <Usage />
          </header>
          <Conversations current={talk && keyOf(talk)} unread={unread} onPick={onTalk} />
          {talk ? (
            <Chat key={`${user}/${talk.id}`} talk={talk} examples={examples} />
          ) : (
            <p className="empty">{t('noDingtalk')}</p>
          )}
        </div>
      </section>
    </DeskProvider>
  );
}

const DingSign = () => (
  <svg className="sign" viewBox="0 0 24 24" fill="#fff" aria-hidden="true">
    <path d="M4 3c4 2.6 9.500 4.200 16 5-.4 2.300-1.400 4.200-3 6h2.500L10 22l2-5.500H9.500l1-2.600C7.800 13 6.300 11.400 6 9.200l4 1C7 8.500 5 6.200 4 3z" />
  </svg>
);
