/** What a frame of Socket Mode asks of us before the SDK sees it. */
export type Frame = { kind: 'goodbye' | 'fine' } | { kind: 'odd'; what: string };

/** `disconnect` is ours to answer; `app_rate_limited` comes without the event the SDK looks into and dies of. */
export function frameOf(data: unknown): Frame {
  const frame = parsed(data);
  if (typeof frame !== 'object' || frame === null || !('type' in frame))
    return { kind: 'odd', what: 'malformed' };
  if (frame.type === 'disconnect') return { kind: 'goodbye' };
  if (frame.type !== 'events_api' || ('payload' in frame && holdsEvent(frame.payload)))
    return { kind: 'fine' };
  return { kind: 'odd', what: 'no event in it' };
}

function holdsEvent(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && 'event' in payload && !!payload.event;
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}
