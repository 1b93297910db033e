import type { Locale } from '../../i18n/index.ts';
import type { Log } from '../../log.ts';
import type { ChatPlatform, Place } from '../platform.ts';
import { calls } from './calls.ts';
import { interactiveCards } from './cards.ts';
import { delivery } from './deliver.ts';
import { listener } from './listen.ts';
import { openApi } from './open-api.ts';
import type { Pace } from './pace.ts';
import { directly } from './places.ts';
import type { NoteStore } from './progress.ts';
import type { PromptStore } from './quotes.ts';
import { robot } from './robot.ts';
import { type ReplyStore, sessions } from './session.ts';
import { type Stream, type StreamTiming, streamTiming, supervised } from './supervisor.ts';

export type DingTalkConfig = {
  clientId: string;
  clientSecret: string;
  /** A card template of one's own; without it action cards are used. */
  cardTemplateId?: string;
  apiBase?: string;
  /** Of the older API; reply addresses elsewhere are not believed. */
  oapiBase?: string;
  /** The language of a group or direct chat; Chinese unless the settings say otherwise. */
  language?(place: Place): Locale;
  replies: ReplyStore;
  prompts: PromptStore;
  /** Where questions, long messages and taps stand. */
  questions: NoteStore;
  pace: Pace;
  timing?: Partial<StreamTiming>;
  log: Log;
};

/** DingTalk as a chat platform, over Stream mode. Starting never fails for what DingTalk says: see `trouble`. */
export function dingtalk(config: DingTalkConfig): ChatPlatform {
  const { clientId, clientSecret, cardTemplateId, log, replies, prompts, pace } = config;
  const apiBase = config.apiBase ?? 'https://api.dingtalk.com';
  const oapiBase = config.oapiBase ?? 'https://oapi.dingtalk.com';
  const language = config.language ?? (() => 'zh' as const);
  const stopping = new AbortController();
  const http = calls();
  const api = openApi({ calls: http, apiBase, oapiBase, clientId, clientSecret });
  const parts = {
    sessions: sessions({ calls: http, replies, oapiBase }),
    // An app of one organisation is its own robot: the code is the client id.
    robot: robot(api, clientId),
    cards: interactiveCards({ api, templateId: cardTemplateId, robotCode: clientId, prompts, log }),
    prompts,
    notes: config.questions,
    pace,
    language,
    log,
    signal: stopping.signal,
  };
  const { say, ...deliver } = delivery(parts);
  let stream: Stream | undefined;

  return {
    name: 'dingtalk',
    async start(intake) {
      const handle = listener({ ...parts, intake, say });
      const timing = { ...streamTiming, ...config.timing };
      stream = supervised({ clientId, clientSecret, apiBase, timing, handle, log });
      await stream.start();
    },
    async stop() {
      await stream?.stop();
      stopping.abort();
      await http.close();
    },
    trouble: () => (stream ? stream.trouble() : 'not started'),
    ...deliver,
    directly,
    language,
    locale: async (_account, place) => (place ? language(place) : 'zh'),
  };
}
