import { useDesk } from './desk.tsx';

/** What the month's free units have been spent on, beside what there is. */
export function Usage() {
  const { seen, t } = useDesk();
  const { counters, settings } = seen;
  return (
    <span className="dt-usage" title={t('usage')} data-testid="dt-usage">
      <Meter name={t('usageCalls')} used={counters.apiCalls} of={settings.limits.apiCalls} />
      <Meter name={t('usageStream')} used={counters.streamUnits} of={settings.limits.streamUnits} />
    </span>
  );
}

const Meter = ({ name, used, of }: { name: string; used: number; of: number }) => (
  <span>
    {name} <b>{used}</b>/{of}
  </span>
);
