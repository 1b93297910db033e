/**
 * What the sandbox DingTalk tells its page and its tests: types only, so the page can import them for nothing.
 *
 *     GET    /_emu/state?user=staff-0001   SeenState: what that person sees
 *     GET    /_emu/events                  server-sent events; `data:` is one SandboxEvent, unnamed events only
 *     GET    /_emu/deliveries              Delivery[], oldest first: every frame pushed over Stream
 *     GET    /_emu/calls                   ApiCall[], oldest first; no secret in them
 *     POST   /_emu/<gesture>               body: that gesture's argument → GestureResult, or 4xx Refusal
 *     POST   /_emu/fault                   body: Fault → { ok: true }
 *     DELETE /_emu/faults                  forget every fault that waits
 *     POST   /_emu/clock                   body: { advanceMs } → { now }
 *     POST   /_emu/settings                body: Partial<Settings> → Settings
 *     POST   /_emu/people                  body: Partial<Person> with `id` → Person (adds or changes)
 *     POST   /_emu/conversations           body: Partial<Conversation> with `id` → Conversation (adds or changes)
 *     POST   /_emu/reset                   messages, cards, logs, counters and faults anew; people and links stay
 *
 * <gesture> is a key of Gestures: say, sayRich, dm, quote, send, tap, cardClick.
 */
export type Json = Record<string, unknown>;

export interface Person {
  /** The sandbox's own name for them: the staff id, if they have one. */
  id: string;
  /** Undefined for people of another organisation. */
  staffId?: string;
  name: string;
  corpId: string;
  title: string;
  /** An administrator of the organisation. */
  admin: boolean;
  roles: { id: number; name: string; group_name: string }[];
  /** What frames call them; no API takes it. */
  senderId: string;
}

export interface Conversation {
  id: string;
  type: 'direct' | 'group';
  title: string;
  /** Ids of people. */
  members: string[];
  /** The robot was added to this group; always true of a direct chat with it. */
  robot: boolean;
}

export interface Button {
  title: string;
  /** `dtmd://dingtalkclient/sendMessage?content=…` speaks for the person who taps. */
  url: string;
}

export type RichPart =
  | { text: string }
  | { type: 'at'; person: string }
  | { type: 'picture'; downloadCode: string };

export type Content =
  | { kind: 'text'; text: string }
  | { kind: 'richText'; parts: RichPart[] }
  | { kind: 'markdown'; title: string; text: string }
  | { kind: 'actionCard'; title: string; text: string; layout: 'vertical' | 'horizontal'; buttons: Button[] }
  | { kind: 'link'; title: string; text: string; url: string; picture: string }
  | { kind: 'feedCard'; links: { title: string; url: string; picture: string }[] }
  | { kind: 'image'; photoUrl: string }
  /** `url`: GET answers the bytes. */
  | { kind: 'file'; mediaId: string; name: string; type: string; size: number; url: string }
  /** Its present look is in SeenState.cards. */
  | { kind: 'card'; outTrackId: string }
  | { kind: 'picture' | 'audio' | 'video'; note: string };

export interface Message {
  /** DingTalk's msgId; what quoting and tapping refer to. */
  id: string;
  conversation: string;
  /** A person's id, or `robot`. */
  from: string;
  at: number;
  via: 'client' | 'webhook' | 'robot' | 'card';
  content: Content;
  /** The robot was named in it: in a group it hears of nothing else. */
  atRobot: boolean;
  /** People named with @, by id. */
  atPeople: string[];
  /** Id of the message this one quotes. */
  quotes?: string;
  /** What the send call returned, or the card's carrierId. */
  processQueryKey?: string;
  /** Gone from everybody's screen without a trace. */
  recalled: boolean;
}

export interface Card {
  outTrackId: string;
  templateId: string;
  callback: 'STREAM' | 'HTTP' | 'none';
  public: Record<string, string>;
  /** By staff id. */
  private: Record<string, Record<string, string>>;
  spaces: { conversation: string; carrierId: string; spaceType: string; spaceId: string }[];
  /** Every look it had, oldest first. */
  history: { at: number; by: 'create' | 'update' | 'callback'; public: Record<string, string> }[];
}

/** A card template as the console holds it: a message card with request buttons (facts/dingtalk.md §3.7). */
export interface Template {
  id: string;
  published: boolean;
  /** Those a card may set; any other name is refused, where the vendor would draw nothing. Undefined: any. */
  variables?: string[];
  actions: {
    id: string;
    title: string;
    /** Shown only while this variable has this value. */
    shownWhile?: { variable: string; is: string };
    /** `${name}` is filled from the card's variables. */
    params: Record<string, string>;
  }[];
}

/** A card on one person's screen. */
export interface SeenCard extends Card {
  /** Public variables under this person's private ones. */
  values: Record<string, string>;
  /** Titles filled; hidden ones left out. */
  actions: { id: string; title: string }[];
}

export interface Settings {
  /** An unpublished robot gets no staff ids. */
  published: boolean;
  /** In a group, a tapped dtmd link also names the robot; unproven for real clients. */
  tapMentionsRobot: boolean;
  /** Where a card callback carries its JSON string; two pages of the docs differ. */
  cardAnswerIn: 'content' | 'value';
  scopes: string[];
  limits: Limits;
}

export interface Limits {
  /** Per month, the standard edition: 5000 and 3000. */
  apiCalls: number;
  streamUnits: number;
  /** Per API and second; 20. */
  qps: number;
  /** sessionWebhook messages a minute and conversation; 20. */
  webhookPerMinute: number;
}

export interface Counters {
  apiCalls: number;
  /** Frames told to the robot, and messages by sessionWebhook. */
  streamUnits: number;
  /** Calls to addresses DingTalk does not have. */
  unexpected: number;
  /** WebSocket handshakes begun, whether welcomed or refused. */
  dials: number;
  /** SYSTEM pings answered with another `opaque` than was sent. */
  badEchoes: number;
}

export interface SeenState {
  corpId: string;
  robot: { name: string; code: string; userId: string };
  me: Person;
  people: Person[];
  /** Those this person is in; recalled messages are gone. */
  conversations: (Conversation & { messages: Message[] })[];
  cards: Record<string, SeenCard>;
  settings: Settings;
  counters: Counters;
  /** Stream connections now open. */
  connections: number;
  /** Sandbox time. */
  now: number;
}

export interface Link {
  id: string;
  openedAt: number;
  /** `topic` of each subscription. */
  topics: string[];
  lastPong: number | null;
  /** `draining`: told to disconnect; gets no more frames. */
  health: 'well' | 'draining' | 'zombie' | 'frozen';
}

/** One frame on its way; a frame pushed again is a Delivery of its own with the same `id`. */
export interface Delivery {
  messageId: string;
  topic: string;
  /** msgId of a robot message; outTrackId of a card callback. */
  id: string;
  /** 0, then 1 and 2 for the redeliveries. */
  attempt: number;
  connection: string | null;
  /** The frame's `data`, parsed. */
  data: Json;
  sentAt: number;
  ackedAt: number | null;
  latencyMs: number | null;
  ackCode: number | null;
  ackData: unknown;
  /**
   * `late`: acknowledged after patience ended; `timeout`: not at all; `refused`: a code other than 200;
   * `lost`: its link closed first; `undeliverable`: no link there.
   */
  outcome: 'pending' | 'acked' | 'late' | 'timeout' | 'refused' | 'lost' | 'undeliverable';
}

/** One HTTP call. */
export interface ApiCall {
  method: string;
  path: string;
  at: number;
  /** JSON bodies as sent; secrets left out, uploads empty. */
  body: unknown;
  status: number;
  /** `code` of a v1.0 refusal, or `errcode` when not 0. */
  error?: string;
  /** The address does not exist at DingTalk. */
  unexpected?: true;
}

export interface GestureResult {
  ok: true;
  /** The message it left in the conversation. */
  message?: string;
  conversation?: string;
  /** `untold`: the robot does not hear of it, such as words in a group that do not name it. */
  outcome: Delivery['outcome'] | 'untold';
  delivered: boolean;
  acked: boolean;
  latencyMs: number | null;
  ack: unknown;
  /** cardClick: what the client says instead of a new look, such as `timeout`. */
  notice?: string;
}

/** The screen would not let a person do this: 400 malformed, 403 not theirs to do, 404 not there. */
export interface Refusal {
  ok: false;
  reason: string;
}

type By = { user: string };

/** In process, a refusal is thrown as a GestureRefused with `status` and `reason`. */
export interface Gestures {
  /**
   * @param g.at where the robot is named; in a group `first` by default. `@Name` in the text names that person.
   */
  say(g: By & { conversation: string; text: string; at?: 'first' | 'last' | false }): Promise<GestureResult>;
  sayRich(
    g: By & { conversation: string; parts: RichPart[]; at?: 'first' | 'last' | false },
  ): Promise<GestureResult>;
  dm(g: By & { text: string }): Promise<GestureResult>;
  /** @param g.as how this client tells the robot of the quoted message; `reply` by default */
  quote(
    g: By & { message: string; text: string; at?: 'first' | 'last' | false; as?: QuoteStyle },
  ): Promise<GestureResult>;
  /** A picture, recording, video, file or something new; in groups only a picture reaches the robot. */
  send(
    g: By & { conversation: string; kind: 'picture' | 'audio' | 'video' | 'file' | 'unknown' },
  ): Promise<GestureResult>;
  /** A button or markdown link of a message on this person's screen, by its title or whole address. */
  tap(g: By & { message: string; button: string }): Promise<GestureResult>;
  /** A request button this person sees on a card. `params` over the template's. */
  cardClick(
    g: By & { outTrackId: string; action: string; params?: Record<string, string> },
  ): Promise<GestureResult>;
}

/** `reply`: text.repliedMsg and all; `original`: originalMsgId alone; `legacy`: quoteMessage. */
export type QuoteStyle = 'reply' | 'original' | 'legacy';

/** Those with a `count` wait and are spent after so many uses (default 1; 0: until cleared); others act at once. */
export type Fault =
  | { on: 'open'; count?: number; do: 'refuse' | 'unauthorized' | 'fail' | 'hang' }
  | { on: 'upgrade'; count?: number }
  | {
      on: 'link';
      /**
       * `disconnect`: the SYSTEM frame, no more pushes, closed after 10 s; `drop`: cut off; `freeze`: not even pongs;
       * `zombie`: pongs but no frames; `garbage`: a frame that is no JSON; `thaw`: well again. A frozen link does
       * not notice that its client hangs up until it thaws.
       */
      do: 'disconnect' | 'drop' | 'freeze' | 'zombie' | 'garbage' | 'thaw';
      /** Only this one; default all. */
      connection?: string;
    }
  | {
      on: 'call';
      count?: number;
      /** As called, without the query; `*` for any. */
      path: string;
      /** Real time. Alone it only delays. */
      delayMs?: number;
      /** With `code` for v1.0, or `errcode` (then status 200). Default 500 `system.busy`. */
      status?: number;
      code?: string;
      errcode?: number;
      /** The effect happens, then the answer is lost as a 502. */
      takeThenFail?: boolean;
    }
  /** Refused as an API is that was called more than 20 times a second. */
  | { on: 'qps'; count?: number; path: string }
  /** The frame goes out twice: same msgId, another messageId. */
  | { on: 'push'; do: 'duplicate'; count?: number }
  /** An acknowledgement gets lost on its way. */
  | { on: 'ack'; count?: number };

export type SandboxEvent =
  | { type: 'message'; change: 'posted' | 'recalled'; message: Message }
  | { type: 'card'; change: 'created' | 'updated'; card: Card }
  | { type: 'delivery'; delivery: Delivery }
  | { type: 'call'; call: ApiCall }
  /** People, conversations, settings, counters or connections: read the state again. */
  | { type: 'state' };
