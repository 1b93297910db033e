import { useCallback, useEffect, useRef, useState } from 'react';
import { textAt, textOf, useDesk } from './desk.tsx';

interface Question {
  dialog: object;
  answer(yes: boolean): void;
}

/** One question at a time; `confirm` without a dialog is answered at once. */
export function useQuestion() {
  const [question, setQuestion] = useState<Question>();
  const confirm = useCallback(async (dialog: unknown) => {
    if (typeof dialog !== 'object' || dialog === null) return true;
    const yes = await new Promise<boolean>((answer) => setQuestion({ dialog, answer }));
    setQuestion(undefined);
    return yes;
  }, []);
  return { question, confirm };
}

/** The confirm dialog Slack shows before it sends a click. */
export function Confirm({ question: { dialog, answer } }: { question: Question }) {
  const { t } = useDesk();
  const element = useRef<HTMLDialogElement>(null);
  const { title, text, confirm, deny } = dialog as Record<string, unknown>;
  useEffect(() => element.current?.showModal(), []);
  return (
    <dialog
      ref={element}
      className="modal confirm"
      data-testid="confirm"
      aria-labelledby="confirm-title"
      onCancel={(event) => {
        event.preventDefault();
        answer(false);
      }}
    >
      <header>
        <h2 id="confirm-title">{textOf(title)}</h2>
      </header>
      <p className="modal-body">{textOf(text)}</p>
      <footer>
        <button type="button" className="button" data-testid="confirm-no" onClick={() => answer(false)}>
          {textOf(deny) || t('close')}
        </button>
        <button
          type="button"
          className={`button ${textAt(dialog, 'style') || 'primary'}`}
          data-testid="confirm-yes"
          onClick={() => answer(true)}
        >
          {textOf(confirm)}
        </button>
      </footer>
    </dialog>
  );
}
