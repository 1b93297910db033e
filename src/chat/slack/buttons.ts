import type { ActionsBlock, Button as SlackButton } from '@slack/types';
import type { Button } from '../card.ts';
import { limits } from './limits.ts';
import { plainText } from './plain-text.ts';

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
      text: plainText(button.label, limits.button),
      url: button.link.slice(0, limits.url),
    };
  const { action, record, style, confirm } = button;
  return {
    type: 'button',
    action_id: `${action}:${index}`,
    text: plainText(button.label, limits.button),
    value: record,
    ...(style ? { style } : {}),
    ...(confirm
      ? {
          confirm: {
            title: plainText(confirm.title, limits.confirmTitle),
            text: plainText(confirm.text, limits.confirmText),
            confirm: plainText(confirm.yes, limits.confirmButton),
            deny: plainText(confirm.no, limits.confirmButton),
            ...(style ? { style } : {}),
          },
        }
      : {}),
  };
}
