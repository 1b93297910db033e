import type { ActionsBlock, Button as SlackButton } from '@slack/types';
import { plain, type Words } from '../../i18n/text.ts';
import type { Button } from '../card.ts';
import { cut, limits } from './limits.ts';

const LINK = 'link';

/** A row of buttons; each knows its action and a record, nothing that is trusted. */
export function buttonRow(buttons: Button[]): ActionsBlock[] {
  const elements = buttons.slice(0, limits.buttons).map(button);
  return elements.length ? [{ type: 'actions', elements }] : [];
}

/** Action ids must differ within a block, so they end in the button's place; undefined for links. */
export function actionName(actionId: string): string | undefined {
  const name = actionId.slice(0, actionId.lastIndexOf(':'));
  return name && name !== LINK ? name : undefined;
}

function button(button: Button, index: number): SlackButton {
  if ('link' in button)
    return {
      type: 'button',
      action_id: `${LINK}:${index}`,
      text: label(button.label, limits.button),
      url: button.link.slice(0, limits.url),
    };
  const { action, record, style, confirm } = button;
  return {
    type: 'button',
    action_id: `${action}:${index}`,
    text: label(button.label, limits.button),
    value: record,
    ...(style ? { style } : {}),
    ...(confirm
      ? {
          confirm: {
            title: label(confirm.title, limits.confirmTitle),
            text: label(confirm.text, limits.confirmText),
            confirm: label(confirm.yes, limits.confirmButton),
            deny: label(confirm.no, limits.confirmButton),
            ...(style ? { style } : {}),
          },
        }
      : {}),
  };
}

export function label(words: Words, limit: number) {
  return { type: 'plain_text' as const, text: cut(plain(words), limit) || ' ', emoji: false };
}
