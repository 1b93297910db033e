import { dead } from '../lifecycle.ts';
import { type Product, type Release, releaseName } from '../systems.ts';
import type { GuideFacts } from './facts.ts';
import { helpPage } from './links.ts';
import { best, builtSlots, listedCycles, newestBuild, verdict } from './stock.ts';
import { type Cell, type Said, say, type Topic } from './topic.ts';

/** The two the old guide knew, and those that have taken their place. */
const compared: Product[] = [
  'ubuntu',
  'debian',
  'alibaba-cloud-linux',
  'rocky-linux',
  'almalinux',
  'centos-stream',
  'centos',
];

/** Ubuntu or CentOS. */
export const systems: Topic = {
  name: 'systems',
  words: {
    en: ['systems', 'ubuntu or centos', 'ubuntu', 'system', 'os', 'version', 'versions', 'lts', 'apt', 'yum'],
    zh: ['系统', '操作系统', '版本', '选系统'],
  },
  short: (facts) => [
    ...apt(facts),
    ...dnf(facts),
    ...facts.known.oldAdvice.map((release) => verdict(facts, release)),
  ],
  more: (facts) => [
    {
      heading: say('guide.systems.table', { region: facts.region }),
      table: {
        columns: ['fact.os', 'fact.support', 'guide.column.newest'],
        rows: shown(facts).map((release) => row(facts, release)),
      },
    },
    { heading: say('guide.systems.ubuntu'), lines: [...lts(facts), ...notForNewWork(facts)] },
    { heading: say('guide.systems.centos'), lines: centos(facts) },
  ],
  pages: (facts) => [{ label: 'guide.page.lifecycle', url: helpPage(facts, 'lifecycle') }],
  question: { label: 'recommend.eol', typed: 'eol' },
  next: ['centos', 'choose'],
};

function apt(facts: GuideFacts): Said[] {
  const found = best(facts, [{ product: 'ubuntu' }, { product: 'debian' }]);
  if (!found) return [];
  const { what, support } = found;
  const tool = facts.system(what).packages ?? '?';
  return [say('guide.systems.apt', { os: releaseName(what), support: { support }, tool })];
}

function dnf(facts: GuideFacts): Said[] {
  const first = best(facts, [{ product: 'alibaba-cloud-linux' }]);
  const other = best(facts, [{ product: 'rocky-linux' }, { product: 'almalinux' }]);
  if (!first || !other) return [];
  return [
    say('guide.systems.dnf', {
      tool: facts.system(first.what).packages ?? '?',
      os: releaseName(first.what),
      support: { support: first.support },
      other: releaseName(other.what),
      otherSupport: { support: other.support },
    }),
  ];
}

/** What one may take, and what one was told to take. */
function shown(facts: GuideFacts): Release[] {
  const told = facts.known.oldAdvice.map(releaseName);
  return compared
    .flatMap((product) => listedCycles(facts, product))
    .filter((release) => !dead(facts.support(release)) || told.includes(releaseName(release)));
}

function row(facts: GuideFacts, release: Release): Cell[] {
  const newest = newestBuild(facts, [release]);
  const built = newest && builtSlots(newest, facts);
  return [
    releaseName(release),
    say('guide.support', { support: { support: facts.support(release) } }),
    built ? say('value.built', built) : say('value.unknown'),
  ];
}

function lts(facts: GuideFacts): Said[] {
  const { years, proYears } = facts.known.lts;
  const { extension = '' } = facts.system({ product: 'ubuntu' });
  return [say('guide.systems.easy'), say('guide.systems.lts', { years, proYears, extension })];
}

/** Still alive, but not for long enough to begin with. */
function notForNewWork(facts: GuideFacts): Said[] {
  return listedCycles(facts, 'ubuntu').flatMap((release) => {
    const support = facts.support(release);
    const soon = !dead(support) && (support.daysLeft ?? Infinity) < facts.known.ages.soonDays;
    return soon ? [say('guide.systems.soon', { os: releaseName(release), support: { support } })] : [];
  });
}

function centos(facts: GuideFacts): Said[] {
  const { supportedBy } = facts.rules('centos');
  const old = facts.known.oldAdvice.filter(({ product }) => product === 'centos');
  const streams = listedStreams(facts);
  const last = newestBuild(facts, [{ product: 'centos' }]);
  const built = last && builtSlots(last, facts);
  return [
    say(supportedBy === 'vendor' ? 'guide.systems.vendor' : 'guide.systems.noVendor'),
    ...old.map((release) =>
      say('guide.systems.tool', {
        os: releaseName(release),
        tool: facts.system(release).packages ?? '?',
      }),
    ),
    say('guide.systems.alias', {
      tool: facts.system(facts.known.ownLinux.release).packages ?? '?',
    }),
    say('guide.systems.running'),
    ...(built ? [say('guide.systems.lastBuild', { os: releaseName(last.what), built: built.built })] : []),
    say('guide.systems.stream'),
    ...streams.map((release) =>
      say('guide.release', { os: releaseName(release), support: { support: facts.support(release) } }),
    ),
  ];
}

/** Every Stream that somebody may still be told to take. */
function listedStreams(facts: GuideFacts): Release[] {
  const { leaving } = facts.known;
  const named = leaving.flatMap(({ from, others }) => [...from, ...others]);
  return named.filter(({ product }) => product === 'centos-stream');
}
