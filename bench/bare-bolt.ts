import { App } from '@slack/bolt';

/** The least a Bolt app can be: one command, an empty handler, nothing stored. Told who it is, so it asks nobody. */
const {
  SLACK_BOT_TOKEN: token = '',
  SLACK_APP_TOKEN: appToken = '',
  SLACK_API_URL: slackApiUrl = '',
} = process.env;
const { BOT_ID: botId = '', BOT_USER_ID: botUserId = '' } = process.env;

const app = new App({
  token,
  appToken,
  socketMode: true,
  botId,
  botUserId,
  convoStore: false,
  clientOptions: { slackApiUrl },
});
app.command('/ecs-image', async ({ ack }) => ack());
await app.start();
