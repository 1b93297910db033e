/** Every Redis key of ours. One hash tag: each deciding write is one script over several of them. */
export const keys = {
  /** Hash: seq, status, record (JSON). */
  request: (id: string) => `{ei}:rq:${id}`,
  /** List of journal entries (JSON), oldest first. */
  journal: (id: string) => `{ei}:rq:${id}:log`,
  /** Hash: place key → message (JSON): where the request's card stands. */
  messages: (id: string) => `{ei}:rq:${id}:at`,
  /** Set of all ids ever given: an id is never used again. */
  ids: '{ei}:ids',
  /** Sorted set of request ids by the time they were made. */
  recent: '{ei}:recent',
  /** Set of requests that have not ended. */
  active: '{ei}:active',
  /** String: the request that holds an instance or an image name. No time limit. */
  hold: (what: string) => `{ei}:hold:${what}`,
  /** Set of holds taken, for `tidy`. */
  holds: '{ei}:holds',
  /** Sorted set of request ids by when to look next; one per kind and region. */
  waits: (shard: string) => `{ei}:waits:${shard}`,
  shards: '{ei}:shards',
  /** Sorted set of `<id>.<seq>`: operations to be handed to BullMQ. */
  ready: '{ei}:ready',
  /** List of letter keys in order, and a hash key → letter (JSON). */
  outbox: (thread: string) => `{ei}:out:${thread}`,
  letters: (thread: string) => `{ei}:out:${thread}:h`,
  /** Sorted set of threads with something to say. */
  threads: '{ei}:out',
  /** String: the request that a delivery made, or that its answer has been put into the outbox. */
  incoming: (id: string) => `{ei}:in:${id}`,
  /** Strings with their own expiry; `reply` is the one place where a response_url or sessionWebhook lies. */
  shelf: (kind: 'reply' | 'prompt' | 'question', id: string) => `{ei}:${kind}:${id}`,
  /** String: when the queue's heartbeat job last ran. */
  beat: (queue: string) => `{ei}:beat:${queue}`,
  /** String with expiry: a pause the cloud or a chat asked for. */
  pause: (what: string) => `{ei}:pause:${what}`,
  /** Stream of decisions: who, when, where, what. */
  audit: '{ei}:audit',
  /** String (gzip): a list that ECS gave, for all processes; and a claim on fetching it, with expiry. */
  list: (name: string) => `{ei}:list:${name}`,
  flight: (name: string) => `{ei}:list:${name}:claim`,
  /** String with expiry: the bytes of a file on its way into a chat. */
  file: (id: string) => `{ei}:file:${id}`,
  /** Hash: system or instance → until when, why and by whom it is put off (JSON). */
  snoozes: '{ei}:snoozed',
  /** Set of what reports have told: each thing is told once. */
  told: '{ei}:told',
};
