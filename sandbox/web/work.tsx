import type { EcsState } from './ecs-state.ts';
import { useFlash } from './live.ts';
import { usePage } from './page.tsx';

/** Something that takes its time: a task, a snapshot or an image in the making, or made. */
export interface WorkItem {
  kind: 'task' | 'snapshot' | 'image';
  id: string;
  title: string;
  region: string;
  status: string;
  /** Percent. */
  progress: number;
}

export const worksOf = ({ tasks, snapshots, images }: EcsState): WorkItem[] => [
  ...tasks.map((task) => ({ ...task, kind: 'task' as const, title: `${task.action} → ${task.resourceId}` })),
  ...snapshots.map((snapshot) => ({
    ...snapshot,
    kind: 'snapshot' as const,
    title: snapshot.name || snapshot.id,
  })),
  ...images.map(({ ImageId, ImageName, region, Status, Progress }) => ({
    kind: 'image' as const,
    id: ImageId,
    title: ImageName,
    region,
    status: Status,
    progress: Number.parseInt(Progress, 10),
  })),
];

export const isBusy = (status: string) => /progressing|creating|processing|waiting/i.test(status);

export function Work({ work: { kind, id, title, region, status, progress } }: { work: WorkItem }) {
  const { t } = usePage();
  const flash = useFlash<HTMLElement>(status);
  const busy = isBusy(status);
  return (
    <article ref={flash} className="work" data-testid={`ecs-${kind}-${id}`} data-status={status}>
      <header>
        <strong title={title}>{title}</strong>
        <span className="status" data-status={status}>
          {busy ? `${progress}%` : t(status)}
        </span>
      </header>
      {busy && <progress value={progress} max={100} aria-label={title} />}
      <p>
        {t(kind)} · <code>{id}</code> · {region}
      </p>
    </article>
  );
}
