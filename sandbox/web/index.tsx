import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { getJson } from './live.ts';
import type { Setup } from './setup.ts';

/*
 * What a browser test may hold on to (data-testid unless said otherwise):
 * person-<user>, channel-<id> (channel-dm for the direct chat), language; composer, send, example;
 * message (with data-ts, data-user, data-ephemeral), open-thread, reply-in-thread; thread, composer-thread,
 * send-composer-thread; block elements by data-action=<action_id>, buttons also by data-value, inputs by
 * data-block=<block_id>; confirm, confirm-yes, confirm-no; modal (data-callback), submit, cancel; toast;
 * ecs, ecs-instance-<id> (data-status), ecs-image-of-<instance>, ecs-task-<id>, ecs-snapshot-<id>, ecs-image-<id>;
 * speed (data-speed), speed-1 … speed-120, calls, ecs-toggle; view-slack, view-dingtalk, view-both; on narrow
 * screens tab-chat (Slack), tab-dingtalk, tab-thread, tab-ecs. In DingTalk: dingtalk, dt-conversation-<id>
 * (dt-conversation-direct for the chat with the robot), dt-usage; dt-message (with data-from=<person>|robot,
 * data-kind, data-mine), dt-button, dt-link, dt-quote, dt-card (data-status); dt-composer, dt-send, dt-at, dt-example.
 */
const root = document.getElementById('root');
if (!root) throw new Error('no #root');
createRoot(root).render(<App setup={await getJson<Setup>('/setup.json')} />);
