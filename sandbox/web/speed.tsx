import { clockTime } from './format.ts';
import { postJson } from './live.ts';
import { usePage } from './page.tsx';

const speeds = [1, 10, 30, 120];

/** How fast the clouds' clock runs. */
export function Speed({ speed, now }: { speed: number; now: number }) {
  const { lang, t, toast } = usePage();
  const set = (next: number) => postJson('/ecs/clock', { speed: next }).catch(() => toast(t('unreachable')));
  return (
    <fieldset className="speed" aria-label={t('speed')} data-testid="speed" data-speed={speed}>
      <time title={t('clock')}>{clockTime(now, lang, true)}</time>
      {speeds.map((value) => (
        <button
          type="button"
          key={value}
          aria-pressed={value === speed}
          data-testid={`speed-${value}`}
          onClick={() => set(value)}
        >
          {value}×
        </button>
      ))}
    </fieldset>
  );
}
