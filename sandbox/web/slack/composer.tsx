import { type FormEvent, useState } from 'react';
import { Icon } from '../icons.tsx';
import { useDesk } from './desk.tsx';

interface ComposerProps {
  label: string;
  placeholder: string;
  /** Commands ready to send. */
  examples?: string[];
  /** Shown before words that are not a slash command: who will be addressed. */
  mention?: string;
  testId: string;
  /** False keeps the words. */
  onSend(text: string): Promise<boolean>;
}

export function Composer({ label, placeholder, examples = [], mention, testId, onSend }: ComposerProps) {
  const { t } = useDesk();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);

  async function send(words: string) {
    if (!words.trim() || busy) return;
    setBusy(true);
    if (await onSend(words.trim())) setText('');
    setBusy(false);
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send(text);
  };
  return (
    <div className="composer">
      {examples.length > 0 && (
        <div className="examples">
          <span>{t('try')}</span>
          {examples.map((example) => (
            <button type="button" key={example} data-testid="example" onClick={() => setText(example)}>
              {example}
            </button>
          ))}
        </div>
      )}
      <form onSubmit={submit}>
        {mention && !text.startsWith('/') && <span className="mention">@{mention}</span>}
        <textarea
          rows={1}
          value={text}
          aria-label={label}
          placeholder={placeholder}
          data-testid={testId}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void send(text);
          }}
        />
        <button
          type="submit"
          className="send"
          aria-label={t('send')}
          aria-busy={busy}
          disabled={!text.trim()}
          data-testid={testId === 'composer' ? 'send' : `send-${testId}`}
        >
          <Icon name="send" />
        </button>
      </form>
    </div>
  );
}
