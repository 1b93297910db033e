import type { App } from '@slack/bolt';

/** What the app was told, and what it could not do. */
export const told = {
  failures: [] as string[],
  clicks: [] as unknown[],
  names: [] as unknown[],
  mentions: [] as string[],
};

/** A small app as a product would write it: a command, a button, a form, a list, a mention. */
export function listen(app: App) {
  app.command('/ecs-image', async ({ command, ack, client, respond }) => {
    if (command.text === 'form') {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: form });
    } else if (command.text === 'answers') {
      await ack();
      for (let nth = 1; nth <= 6; nth++)
        await respond(`answer ${nth}`).catch((error) => told.failures.push(error.code));
    } else if (command.text === 'slow') {
      await new Promise((resolve) => setTimeout(resolve, 600));
      await ack('too late');
    } else if (command.text === 'all') {
      await ack({ response_type: 'in_channel', text: 'for all' });
    } else await ack(`you said ${command.text}`);
  });
  app.action('go', async ({ ack, respond, body }) => {
    told.clicks.push(body);
    await ack();
    await respond({ replace_original: true, text: 'done' });
  });
  app.view('form', async ({ ack, view }) => {
    const name = view.state.values.name?.value?.value;
    if (name === 'bad') await ack({ response_action: 'errors', errors: { name: 'not this one' } });
    else await ack();
    told.names.push(name);
  });
  app.options('image', async ({ ack, payload }) => {
    await ack({
      options: [{ text: { type: 'plain_text', text: payload.value }, value: `m-${payload.value}` }],
    });
  });
  app.event('app_mention', async ({ event, client }) => {
    told.mentions.push(event.text);
    await client.chat.postMessage({
      channel: event.channel,
      text: 'here',
      thread_ts: event.thread_ts ?? event.ts,
    });
  });
  app.error(async () => {});
}

const form = {
  type: 'modal' as const,
  callback_id: 'form',
  title: { type: 'plain_text' as const, text: 'Replace' },
  submit: { type: 'plain_text' as const, text: 'Ask' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'name',
      label: { type: 'plain_text' as const, text: 'Name' },
      element: { type: 'plain_text_input' as const, action_id: 'value', max_length: 10 },
    },
    {
      type: 'input' as const,
      block_id: 'image',
      optional: true,
      label: { type: 'plain_text' as const, text: 'Image' },
      element: { type: 'external_select' as const, action_id: 'image', min_query_length: 1 },
    },
  ],
};
