import { at } from '../../i18n/text.ts';
import { migrationPage } from '../console.ts';
import { dead } from '../lifecycle.ts';
import { migrationFrom } from '../migration.ts';
import { type Release, releaseName } from '../systems.ts';
import type { GuideFacts } from './facts.ts';
import type { Known } from './known.ts';
import { helpPage } from './links.ts';
import { best, dated, idOf, names, productNames, verdict } from './stock.ts';
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
    others(facts),
    say('guide.centos.roads'),
    smcLimits(facts),
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
    {
      heading: say('guide.centos.smc'),
      table: {
        columns: ['guide.column.from', 'guide.column.x86', 'guide.column.arm'],
        rows: smcSources.flatMap((from) => smcRow(facts, from)),
      },
    },
    { heading: say('guide.centos.needs'), lines: needs(facts) },
  ],
  pages: (facts) => [
    { label: 'guide.page.smc', url: migrationPage(facts.site) },
    { label: 'guide.page.lifecycle', url: helpPage(facts, 'lifecycle') },
  ],
  next: ['replace', 'systems'],
};

/** Systems that Server Migration Center takes; where they lead is the migration table's business. */
const smcSources: Release[] = [
  { product: 'centos', version: '7' },
  { product: 'centos', version: '8' },
  { product: 'rhel', version: '7.9' },
  { product: 'rhel', version: '8' },
  { product: 'alibaba-cloud-linux', version: '2' },
];

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

function others(facts: GuideFacts): Said {
  const { release } = facts.known.ownLinux;
  const named = facts.known.leaving
    .find(({ why }) => why === 'steps')
    ?.others.filter((one) => one.product !== release.product && !dead(facts.support(one)));
  return say('guide.centos.others', { list: { list: (named ?? []).map((one) => until(facts, one)) } });
}

/** Bad targets that the tool offers, and good ones that it does not. */
function smcLimits(facts: GuideFacts): Said {
  const none = productNames(facts.known.smc.never);
  const traps = deadTargets(facts);
  return traps.length
    ? say('guide.centos.smc.traps', { none, traps: { list: traps.map((one) => dated(facts, one)) } })
    : say('guide.centos.smc.none', { none });
}

function deadTargets(facts: GuideFacts): Release[] {
  const all = smcSources.flatMap((from) => offered(facts, from, 'x86_64'));
  return unique(all.filter((release) => dead(facts.support(release))));
}

/** Everything the tool offers without a ticket, whether it is wise or not. */
function offered(facts: GuideFacts, from: Release, architecture: 'x86_64' | 'arm64'): Release[] {
  const found = migrationFrom(from, architecture, facts.now);
  return found ? [...found.targets, ...found.over] : [];
}

function wayRow(facts: GuideFacts, way: Way): Cell[] {
  const alive = (all: Release[]) => all.filter((release) => !dead(facts.support(release)));
  const from = way.from.length
    ? say('guide.names', { list: names(way.from) })
    : say(`guide.centos.need.${way.why}`);
  const beside = alive(way.others);
  return [
    from,
    say('guide.names', { list: names(alive(way.first)) }),
    beside.length ? say('guide.names', { list: names(beside) }) : say('value.none'),
    why(facts, way),
  ];
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
    case 'preview': {
      const last = way.from.at(-1) ?? way.from[0];
      return last ? preview(facts, last) : say('guide.systems.stream');
    }
    case 'certified':
      return say('guide.centos.why.certified');
    case 'baseline':
      return say('guide.centos.why.baseline', { edition: 'dengbao' });
  }
}

function preview(facts: GuideFacts, release: Release): Said {
  const support = facts.support(release);
  const os = releaseName(release);
  if (dead(support) || support.endsAt === undefined) return say('guide.centos.why.previewOver');
  return say('guide.centos.why.preview', {
    os,
    end: at(support.endsAt, 'date'),
    days: support.daysLeft ?? 0,
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

function unique(all: Release[]): Release[] {
  return all.filter((one, i) => all.findIndex((it) => releaseName(it) === releaseName(one)) === i);
}

function smcRow(facts: GuideFacts, from: Release): Cell[][] {
  const ticket = migrationFrom(from, 'x86_64', facts.now)?.byTicket ?? [];
  return [
    [
      releaseName(from),
      targets(facts, offered(facts, from, 'x86_64'), ticket),
      targets(facts, offered(facts, from, 'arm64'), []),
    ],
  ];
}

function targets(facts: GuideFacts, all: Release[], ticket: Release[]): Said {
  const over = all.filter((release) => dead(facts.support(release)));
  const good = names(all.filter((release) => !dead(facts.support(release))));
  if (all.length === 0) return say('value.none');
  if (over.length) return say('guide.centos.targets.over', { good, over: names(over) });
  return ticket.length
    ? say('guide.centos.targets.ticket', { good, ticket: names(ticket) })
    : say('guide.names', { list: good });
}

function needs({ known }: GuideFacts): Said[] {
  const { seenWithinHours, stoppedDocumented, unknownTool, never } = known.smc;
  return [
    say('guide.centos.needs.account'),
    say('guide.centos.needs.assistant', { hours: seenWithinHours }),
    say('guide.centos.needs.snapshots'),
    say('guide.centos.needs.stopped', { year: String(stoppedDocumented) }),
    say('guide.centos.needs.own'),
    say('guide.centos.needs.none', { list: productNames(never) }),
    say('guide.centos.needs.bot', { tool: unknownTool }),
  ];
}

/** `Rocky Linux 9 (2032-05-31)`. */
function until(facts: GuideFacts, release: Release): string {
  const { endsAt } = facts.support(release);
  const name = releaseName(release);
  return endsAt === undefined ? name : `${name} (${new Date(endsAt).toISOString().slice(0, 10)})`;
}
