import { useEffect, useRef } from 'react';

/** What went wrong with the last gesture; above modals too, hence a popover. */
export function Toast({ text, onGone }: { text: string; onGone: () => void }) {
  const element = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one timer per text
  useEffect(() => {
    const shown = element.current;
    shown?.showPopover();
    const timer = setTimeout(onGone, 6000);
    return () => {
      clearTimeout(timer);
      shown?.hidePopover();
    };
  }, [text]);
  return (
    <div ref={element} popover="manual" className="toast" role="alert" data-testid="toast">
      {text}
    </div>
  );
}
