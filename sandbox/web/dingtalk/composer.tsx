import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Message } from '../../dingtalk/api.ts';
import { Icon } from '../icons.tsx';
import { inShort } from './conversations.tsx';
import { nameOf, type Talk, titleOf, useDesk } from './desk.tsx';

interface ComposerProps {
  talk: Talk;
  /** Words ready to send. */
  examples: string[];
  quoted: Message | undefined;
  onUnquote: () => void;
}

export function Composer({ talk, examples, quoted, onUnquote }: ComposerProps) {
  const desk = useDesk();
  const { seen, t, act } = desk;
  const [text, setText] = useState('');
  const [named, setNamed] = useState(true);
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (quoted) field.current?.focus();
  }, [quoted]);

  async function send() {
    const words = text.trim();
    if (!words || busy) return;
    setBusy(true);
    const at = named ? 'first' : false;
    const sent = quoted
      ? act('quote', { message: quoted.id, text: words, at })
      : act('say', { conversation: talk.id, text: words, at });
    if (await sent) {
      setText('');
      onUnquote();
    }
    setBusy(false);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send();
  };
  return (
    <form className="dt-composer" onSubmit={submit}>
      <div className="dt-tools">
        {talk.type === 'group' && (
          <button
            type="button"
            className="dt-named"
            aria-pressed={named}
            title={t('atRobot')}
            data-testid="dt-at"
            onClick={() => setNamed(!named)}
          >
            @{t('robot')}
          </button>
        )}
        <div className="dt-examples">
          {examples.map((example) => (
            <button type="button" key={example} data-testid="dt-example" onClick={() => setText(example)}>
              {example}
            </button>
          ))}
        </div>
      </div>
      {quoted && (
        <div className="dt-quoting">
          <span>
            {nameOf(seen, quoted.from)}: {inShort(quoted.content, desk)}
          </span>
          <button type="button" className="icon-button" aria-label={t('unquote')} onClick={onUnquote}>
            <Icon name="close" />
          </button>
        </div>
      )}
      <div className="dt-entry">
        {talk.type === 'group' && named && <span className="dt-at">@{seen.robot.name}</span>}
        <textarea
          ref={field}
          rows={2}
          value={text}
          aria-label={`${t('saySomething')} ${titleOf(talk, seen)}`}
          placeholder={`${t('saySomething')} ${titleOf(talk, seen)}`}
          data-testid="dt-composer"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void send();
          }}
        />
        <button
          type="submit"
          className="dt-send"
          aria-busy={busy}
          disabled={!text.trim()}
          data-testid="dt-send"
        >
          {t('send')}
        </button>
      </div>
    </form>
  );
}
