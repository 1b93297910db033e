import { Calls } from './calls.tsx';
import type { EcsInstance, EcsState } from './ecs-state.ts';
import { Icon } from './icons.tsx';
import { useFlash } from './live.ts';
import { usePage } from './page.tsx';
import { Speed } from './speed.tsx';
import { isBusy, Work, type WorkItem, worksOf } from './work.tsx';

interface EcsProps {
  state: EcsState | undefined;
  open: boolean;
  onToggle: () => void;
}

/** The cloud as it is now, beside what is said about it; closed it is a narrow strip that counts what is under way. */
export function Ecs({ state, open, onToggle }: EcsProps) {
  const { t } = usePage();
  const busy = state ? worksOf(state).filter(({ status }) => isBusy(status)).length : 0;
  const hint = t(open ? 'hideEcs' : 'showEcs');
  return (
    <section className="pane ecs" data-testid="ecs" aria-label={t('ecs')}>
      <header className="pane-head">
        <h2>
          <span className="ecs-sign">
            <Icon name="server" />
          </span>
          {t('ecs')}
        </h2>
        {state && <Speed speed={state.speed} now={state.now} />}
        <button
          type="button"
          className="icon-button ecs-toggle"
          aria-label={hint}
          title={hint}
          aria-expanded={open}
          data-testid="ecs-toggle"
          onClick={onToggle}
        >
          <Icon name="panel" />
          {!open && busy > 0 && <b>{busy}</b>}
        </button>
      </header>
      {state ? <Inventory state={state} /> : <p className="empty">{t('loading')}</p>}
      <Calls />
    </section>
  );
}

/** What is under way first, then all there is. */
function Inventory({ state }: { state: EcsState }) {
  const { t } = usePage();
  const { instances } = state;
  const works = worksOf(state);
  const busy = works.filter((work) => isBusy(work.status));
  const settled = (kind: WorkItem['kind']) =>
    works.filter((work) => work.kind === kind && !isBusy(work.status)).toReversed();
  return (
    <div className="ecs-body">
      <Works title={t('underWay')} works={busy} />
      <section className="group">
        <h3>
          {t('instances')} <span>{instances.length}</span>
        </h3>
        {instances.map((instance) => (
          <Instance key={instance.id} instance={instance} />
        ))}
      </section>
      <Works title={t('images')} works={settled('image')} />
      <Works title={t('snapshots')} works={settled('snapshot')} />
    </div>
  );
}

function Works({ title, works }: { title: string; works: WorkItem[] }) {
  if (works.length === 0) return null;
  return (
    <section className="group">
      <h3>
        {title} <span>{works.length}</span>
      </h3>
      {works.map((work) => (
        <Work key={work.id} work={work} />
      ))}
    </section>
  );
}

function Instance({ instance }: { instance: EcsInstance }) {
  const { t } = usePage();
  const { id, name, region, status, imageId, osName, systemDisk, systemDiskGiB } = instance;
  const flash = useFlash<HTMLElement>([status, imageId, systemDisk].join(), true);
  return (
    <article ref={flash} className="instance" data-testid={`ecs-instance-${id}`} data-status={status}>
      <header>
        <strong>{name}</strong>
        <span className="status" data-status={status}>
          {t(status)}
        </span>
      </header>
      <p>
        {osName} · {region}
      </p>
      <dl>
        <dt>ID</dt>
        <dd>{id}</dd>
        <dt>{t('image')}</dt>
        <dd data-testid={`ecs-image-of-${id}`}>{imageId}</dd>
        <dt>{t('disk')}</dt>
        <dd>
          {systemDisk} <small>{systemDiskGiB} GiB</small>
        </dd>
      </dl>
    </article>
  );
}
