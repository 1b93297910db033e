import { type UIEvent, useLayoutEffect, useRef } from 'react';

/** For a scrolling list of messages: stays at the bottom while the reader is there, whatever grows. */
export function useBottom() {
  const ref = useRef<HTMLDivElement>(null);
  const atBottom = useRef(true);
  const last = useRef({ top: 0, size: '' });

  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const stay = () => {
      if (atBottom.current) element.scrollTop = element.scrollHeight;
    };
    stay();
    const watch = new ResizeObserver(stay);
    for (const child of [element, ...element.children]) watch.observe(child);
    return () => watch.disconnect();
  }, []);

  function onScroll({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent) {
    // Content or window of another size scroll too: only moving up in the same means the reader has left.
    const near = scrollHeight - scrollTop - clientHeight < 60;
    const size = `${scrollHeight}/${clientHeight}`;
    if (near || (scrollTop < last.current.top && size === last.current.size)) atBottom.current = near;
    last.current = { top: scrollTop, size };
  }
  return { ref, onScroll };
}
