import { useEffect, useRef, useState } from 'react';

export async function getJson<T>(path: string): Promise<T> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as T;
}

/** The body and whether the server accepted; never throws for a refusal, only when nobody answers. */
export async function postJson(path: string, body: unknown): Promise<{ ok: boolean; body: unknown }> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { ok: answer.ok, body: await answer.json().catch(() => ({})) };
}

/**
 * What `read` says, read again after each event of `events` (bursts become one read) and after every reconnection.
 * `every` so many milliseconds besides, for what moves without an event. `online` is false while the stream is
 * down; the last value stays.
 */
export function useLive<T>(events: string, read: () => Promise<T>, { every = 0, key = '' } = {}) {
  const [value, setValue] = useState<T>();
  const [online, setOnline] = useState(true);
  const latest = useRef(read);
  latest.current = read;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new key means a new question
  useEffect(() => {
    let over = false;
    let reading = false;
    let again = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource | undefined;

    async function refresh() {
      if (reading) {
        again = true;
        return;
      }
      reading = true;
      const asked = await latest.current().catch(() => undefined);
      reading = false;
      if (over) return;
      if (asked !== undefined) setValue(asked);
      if (again) {
        again = false;
        soon();
      }
    }
    function soon() {
      clearTimeout(timer);
      timer = setTimeout(refresh, 40);
    }
    function connect() {
      source = new EventSource(events);
      source.onopen = () => {
        setOnline(true);
        soon();
      };
      source.onmessage = soon;
      source.onerror = () => {
        setOnline(false);
        // The browser reconnects by itself after a dropped stream, but gives up after an HTTP error.
        if (source?.readyState === EventSource.CLOSED && !over) setTimeout(() => !over && connect(), 1500);
      };
    }
    connect();
    void refresh();
    const beat = every ? setInterval(refresh, every) : undefined;
    return () => {
      over = true;
      clearTimeout(timer);
      clearInterval(beat);
      source?.close();
    };
  }, [events, every, key]);

  return { value, online };
}

/** A gentle flash of the element whenever `signature` changes, not at first; `follow` brings it into view. */
export function useFlash<E extends HTMLElement>(signature: string, follow = false) {
  const ref = useRef<E>(null);
  const before = useRef(signature);
  useEffect(() => {
    if (before.current === signature) return;
    before.current = signature;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    if (follow) ref.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
    ref.current?.animate([{ backgroundColor: 'var(--flash)' }, {}], { duration: 1600, easing: 'ease-out' });
  }, [signature, follow]);
  return ref;
}
