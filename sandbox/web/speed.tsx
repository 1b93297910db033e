import { useDesk } from './desk.tsx';
import { clockTime } from './format.ts';
import { postJson } from './live.ts';

const speeds = [1, 10, 30, 120];

/** How fast the clouds' clock runs. */
export function Speed({ speed, now }: { speed: number; now: number }) {
  const { lang, t, toast } = useDesk();
  const set = (next: number) => postJson('/ecs/clock', { speed: next }).catch(() => toast(t('unreachable')));
  return (
    <div className="speed" role="radiogroup" aria-label={t('speed')} data-testid="speed" data-speed={speed}>
      <time title={t('clock')}>{clockTime(now, lang, true)}</time>
      {speeds.map((value) => (
        // biome-ignore lint/a11y/useSemanticElements: a segmented control
        <button
          type="button"
          key={value}
          role="radio"
          aria-checked={value === speed}
          data-testid={`speed-${value}`}
          onClick={() => set(value)}
        >
          {value}×
        </button>
      ))}
    </div>
  );
}
