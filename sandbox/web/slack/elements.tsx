import { useState } from 'react';
import type { GestureResult, Json, SandboxBlock } from '../../slack/api.ts';
import { textAt, textOf, useDesk } from './desk.tsx';
import { Field } from './inputs.tsx';

export type Pressed = { action_id: string; block_id: string; value?: string; selected_option?: string };

/** What a click or a choice does where the element stands: in a message or in a modal. */
export interface Hand {
  click(pressed: Pressed): Promise<GestureResult | undefined>;
  /** A choice; in modals told apart from a click. */
  pick(pressed: Pressed): Promise<GestureResult | undefined>;
  /** What the app offers for what was typed into an external select. */
  suggest(action_id: string, block_id: string, value: string): Promise<Json[]>;
}

interface Place {
  element: Json;
  block: SandboxBlock;
  hand: Hand;
}

/** One element of an `actions` block or a section's accessory. */
export function Control({ element, block, hand }: Place) {
  const { confirm } = useDesk();
  if (element.type === 'button') return <Button element={element} block={block} hand={hand} />;

  async function pick(selected_option: string) {
    if (!(await confirm(element.confirm))) return;
    await hand.pick({ action_id: textAt(element, 'action_id'), block_id: block.block_id, selected_option });
  }
  return <Field element={element} blockId={block.block_id} hand={hand} onPick={pick} />;
}

function Button({ element, block, hand }: Place) {
  const { confirm } = useDesk();
  const [busy, setBusy] = useState(false);
  const url = textAt(element, 'url');
  const action_id = textAt(element, 'action_id');
  const value = textAt(element, 'value') || undefined;

  async function press() {
    if (busy || !(await confirm(element.confirm))) return;
    setBusy(true);
    if (url) window.open(url, '_blank', 'noreferrer');
    await hand.click({ action_id, block_id: block.block_id, value });
    setBusy(false);
  }
  return (
    <button
      type="button"
      className={`button ${textAt(element, 'style')}`}
      aria-label={textAt(element, 'accessibility_label') || undefined}
      aria-busy={busy}
      data-action={action_id}
      data-value={value}
      onClick={press}
    >
      {textOf(element.text)}
    </button>
  );
}
