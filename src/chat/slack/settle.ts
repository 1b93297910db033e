import type { App } from '@slack/bolt';

/**
 * The same app, but events are acknowledged after they were handled. Bolt acknowledges them first, so a crash or
 * a failing store would lose a command for good; without an answer Slack sends it again.
 */
export function settled(app: App): App {
  const facade: App = Object.create(app);
  facade.processEvent = async (event) => {
    if (event.body.type !== 'event_callback') return app.processEvent(event);
    await app.processEvent({ ...event, ack: async () => {} });
    await event.ack();
  };
  return facade;
}
