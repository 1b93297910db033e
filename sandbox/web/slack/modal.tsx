import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { InputValue, SandboxBlock, SandboxView } from '../../slack/api.ts';
import { Icon } from '../icons.tsx';
import { Blocks } from './blocks.tsx';
import { listAt, textAt, textOf, useDesk } from './desk.tsx';
import type { Hand } from './elements.tsx';
import { fieldName } from './field.ts';

type Values = Record<string, Record<string, InputValue>>;

/** The person's topmost modal. Values stay in the form itself; they are read when it is submitted. */
export function Modal({ view }: { view: SandboxView }) {
  const { act, t } = useDesk();
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Record<string, string>>({});

  useEffect(() => dialog.current?.showModal(), []);

  const hand = useMemo<Hand>(
    () => ({
      click: (pressed) => act('viewClick', { ...pressed, view_id: view.id }),
      pick: (pressed) => act('viewSelect', { ...pressed, view_id: view.id }),
      suggest: async (action_id, block_id, value) => {
        const result = await act('suggest', { action_id, block_id, value, view_id: view.id });
        return result?.options ?? [];
      },
    }),
    [act, view.id],
  );

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const values = read(view, new FormData(event.currentTarget));
    const missing = view.blocks.filter((block) => isMissing(block, values));
    setRefused(Object.fromEntries(missing.map(({ block_id }) => [block_id, t('required')])));
    if (missing.length > 0) return;
    setBusy(true);
    const result = await act('submitView', { view_id: view.id, values });
    setRefused(result?.errors ?? {});
    setBusy(false);
  }
  const close = () => act('closeView', { view_id: view.id });

  return (
    <dialog
      ref={dialog}
      className="modal"
      data-testid="modal"
      data-callback={view.callback_id}
      aria-labelledby="modal-title"
      onCancel={(event) => {
        event.preventDefault();
        void close();
      }}
    >
      <form onSubmit={submit} noValidate>
        <header>
          <h2 id="modal-title">{textOf(view.title)}</h2>
          <button type="button" className="icon-button" aria-label={t('close')} onClick={close}>
            <Icon name="close" />
          </button>
        </header>
        <div className="modal-body">
          <Blocks blocks={view.blocks} hand={hand} errors={{ ...view.errors, ...refused }} />
        </div>
        <footer>
          <button type="button" className="button" data-testid="cancel" onClick={close}>
            {textOf(view.close) || t('close')}
          </button>
          {view.submit && (
            <button type="submit" className="button primary" data-testid="submit" aria-busy={busy}>
              {textOf(view.submit)}
            </button>
          )}
        </footer>
      </form>
    </dialog>
  );
}

/** What Slack's own client does not send. */
function isMissing(block: SandboxBlock, values: Values): boolean {
  if (block.type !== 'input' || block.optional === true) return false;
  return Object.values(values[block.block_id] ?? {}).every((value) => value === null || value.length === 0);
}

/** `values[block_id][action_id]` of the inputs of a view. */
function read(view: SandboxView, form: FormData): Values {
  const values: Values = {};
  for (const block of view.blocks) {
    const inBlock = [block.element, block.accessory, ...listAt(block, 'elements')];
    for (const element of inBlock as SandboxView['blocks'] | undefined[]) {
      const action = textAt(element, 'action_id');
      if (!element || !action || element.type === 'button') continue;
      const given = form.getAll(fieldName(block.block_id, element)).map(String).filter(Boolean);
      const many = element.type === 'checkboxes' || String(element.type).startsWith('multi_');
      values[block.block_id] = { ...values[block.block_id], [action]: many ? given : (given[0] ?? null) };
    }
  }
  return values;
}
