import { type UIEvent, useLayoutEffect, useRef } from 'react';

/** For a scrolling list of messages: stays at the bottom while the reader is there, whatever grows. */
export function useBottom() {
  const ref = useRef<HTMLDivElement>(null);
  const atBottom = useRef(true);
  const lastTop = useRef(0);

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
    // Growing content scrolls too: only moving up means the reader has left.
    const near = scrollHeight - scrollTop - clientHeight < 60;
    if (near || scrollTop < lastTop.current) atBottom.current = near;
    lastTop.current = scrollTop;
  }
  return { ref, onScroll };
}
