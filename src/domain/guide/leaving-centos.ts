import { at } from '../../i18n/text.ts';
import { migrationPage } from '../console.ts';
import { dead } from '../lifecycle.ts';
import { type Release, releaseName } from '../systems.ts';
import type { GuideFacts } from './facts.ts';
import type { Known } from './known.ts';
import { helpPage } from './links.ts';
import { migrationLimits, migrationNeeds, migrations } from './migrating.ts';
import { best, dated, idOf, names, unique, verdict } from './stock.ts';
import { type Cell, type Said, say, type Topic } from './topic.ts';

type Way = Known['leaving'][number];

/** Where to go from CentOS, and how. */
export const leavingCentos: Topic = {
  name: 'centos',
  words: {
    en: [
      'centos',
      'leaving centos',
      'leave',
      'leaving',
      'migrate',
      'migration',
      'smc',
      'stream',
      'rhel',
      'mlps',
    ],
    zh: ['迁移', '离开centos', '停服', 'centos停服', '操作系统迁移', '等保', '替代'],
  },
  short: (facts) => [
    ...over(facts),
    first(facts),
    ...others(facts),
    say('guide.centos.roads'),
    migrationLimits(facts),
    say('guide.centos.running'),
  ],
  more: (facts) => [
    {
      heading: say('guide.centos.from'),
      table: {
        columns: ['guide.column.from', 'guide.column.first', 'guide.column.others', 'guide.column.why'],
        rows: facts.known.leaving.map((way) => wayRow(facts, way)),
      },
    },
    { heading: say('guide.centos.dates'), lines: dates(facts) },
    { heading: say('guide.centos.smc'), lines: migrations(facts) },
    { heading: say('guide.centos.needs'), lines: migrationNeeds(facts) },
  ],
  pages: (facts) => [
    { label: 'guide.page.smc', url: migrationPage(facts.site) },
    { label: 'guide.page.lifecycle', url: helpPage(facts, 'lifecycle') },
  ],
  question: { label: 'eol.button.recommend', typed: 'recommend centos' },
  next: ['replace', 'systems'],
};

/** What the old guide said about CentOS and Stream. */
function oldAdvice({ known }: GuideFacts): Release[] {
  return known.oldAdvice.filter(({ product }) => product.startsWith('centos'));
}

function over(facts: GuideFacts): Said[] {
  const ended = oldAdvice(facts).filter((release) => dead(facts.support(release)));
  const list = { list: ended.map((release) => dated(facts, release)) };
  return ended.length ? [say('guide.centos.over', { list })] : [];
}

function first(facts: GuideFacts): Said {
  const { release } = facts.known.ownLinux;
  const found = best(facts, [release]);
  const slots = { os: releaseName(release), support: { support: facts.support(release) } };
  return found
    ? say('guide.centos.first', { ...slots, id: idOf(found) })
    : say('guide.centos.first.unlisted', { ...slots, region: facts.region });
}

function others(facts: GuideFacts): Said[] {
  const named = facts.known.leaving.find(({ why }) => why === 'steps')?.others ?? [];
  const list = { list: alive(facts, named).map((release) => until(facts, release)) };
  return list.list.length ? [say('guide.centos.others', { list })] : [];
}

function wayRow(facts: GuideFacts, way: Way): Cell[] {
  const need = way.why === 'certified' || way.why === 'baseline' ? way.why : undefined;
  return [
    need ? say(`guide.centos.need.${need}`) : listed(way.from),
    listed(alive(facts, way.first)),
    listed(alive(facts, way.others)),
    why(facts, way),
  ];
}

function alive({ support }: GuideFacts, all: Release[]): Release[] {
  return all.filter((release) => !dead(support(release)));
}

function listed(all: Release[]): Said {
  return all.length ? say('guide.names', { list: names(all) }) : say('value.none');
}

function why(facts: GuideFacts, way: Way): Said {
  const { ownLinux } = facts.known;
  const own = releaseName(ownLinux.release);
  const base = releaseName(ownLinux.base);
  switch (way.why) {
    case 'compatible':
      return say('guide.centos.why.compatible', {
        own,
        base,
        kernel: facts.system(ownLinux.release).kernel ?? '?',
      });
    case 'steps':
      return say('guide.centos.why.steps', { own, base });
    case 'preview':
      return preview(facts, way.from);
    case 'certified':
      return say('guide.centos.why.certified');
    case 'baseline':
      return say('guide.centos.why.baseline', { edition: 'dengbao' });
  }
}

/** The one of them that lives on, and for how long. */
function preview(facts: GuideFacts, from: Release[]): Said {
  const [release] = alive(facts, from);
  const { endsAt, daysLeft = 0 } = release ? facts.support(release) : {};
  if (!release || endsAt === undefined) return say('guide.centos.why.previewOver');
  return say('guide.centos.why.preview', {
    os: releaseName(release),
    end: at(endsAt, 'date'),
    days: daysLeft,
  });
}

/** Until when each target lasts; second-hand dates are called so. */
function dates(facts: GuideFacts): Said[] {
  const ways = facts.known.leaving;
  const lesser = ways.flatMap((way) => way.lesser);
  const all = unique([...ways.flatMap((way) => [...way.first, ...way.others]), ...lesser]);
  return [
    ...oldAdvice(facts).map((release) => verdict(facts, release)),
    ...all.map((release) => {
      const support = facts.support(release);
      return say(support.uncertain ? 'guide.release.uncertain' : 'guide.release', {
        os: releaseName(release),
        support: { support },
      });
    }),
    ...(lesser.length ? [say('guide.centos.lesser', { list: names(lesser) })] : []),
  ];
}

/** `Rocky Linux 9 (2032-05-31)`. */
function until(facts: GuideFacts, release: Release): string {
  const { endsAt } = facts.support(release);
  const name = releaseName(release);
  return endsAt === undefined ? name : `${name} (${new Date(endsAt).toISOString().slice(0, 10)})`;
}
