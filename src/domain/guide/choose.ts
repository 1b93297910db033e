import { link } from '../../i18n/text.ts';
import type { Candidate, Needs } from '../candidate.ts';
import { buyPage } from '../console.ts';
import { productsFor, uses } from '../picking.ts';
import { inMainland } from '../region.ts';
import { releaseName } from '../systems.ts';
import type { GuideFacts } from './facts.ts';
import { helpPage, listPage } from './links.ts';
import { best, expired, idOf, verdict } from './stock.ts';
import { type Cell, type Said, say, type Topic } from './topic.ts';

/** An image for a new instance, step by step. */
export const choose: Topic = {
  name: 'choose',
  words: {
    en: ['choose', 'choosing', 'choice', 'pick', 'select', 'buy', 'console', 'site', 'sites', 'new instance'],
    zh: ['选择', '选择镜像', '选镜像', '怎么选', '控制台', '站点', '购买'],
  },
  short: (facts) => [
    say(`guide.choose.buy.${facts.site}`, {
      page: link(buyPage(facts.site, facts.region), new URL(buyPage(facts.site, facts.region)).host),
      region: facts.region,
    }),
    say('guide.choose.type', {
      families: { list: facts.known.arm.families },
      count: facts.stock.length,
      arm: facts.stock.filter(({ what }) => what.architecture === 'arm64').length,
    }),
    say('guide.choose.kind'),
    ...today(facts),
    ...one(expired(facts, facts.known.oldAdvice)),
    say('guide.choose.check'),
  ],
  more: (facts) => [
    {
      heading: say('guide.choose.uses', { region: facts.region }),
      table: {
        columns: ['guide.column.use', 'fact.os', 'fact.image', 'fact.support'],
        rows: [
          ...uses.map((use) =>
            row(say(`guide.use.${use}`), forUse(facts, use, use === 'gpu' ? { traits: ['gpu'] } : {})),
          ),
          row(say('guide.use.arm'), forUse(facts, 'prod', { architecture: 'arm64' })),
          row(say('guide.use.windows'), best(facts, [{ product: 'windows-server' }])),
        ],
      },
    },
    {
      heading: say('guide.choose.old'),
      lines: facts.known.oldAdvice.map((release) => verdict(facts, release)),
    },
    {
      heading: say('guide.choose.typeMatters'),
      lines: [
        say('guide.choose.arm', { type: facts.known.arm.mistaken }),
        say('guide.choose.bits', { gib: facts.known.bits.mostGiB, bits: facts.known.bits.narrow }),
        say('guide.choose.nvme', {
          generation: facts.known.nvmeGeneration,
          driver: facts.known.drivers.newer,
        }),
        say('guide.choose.boot'),
        say('guide.choose.ask'),
      ],
    },
    {
      heading: say('guide.choose.sites'),
      lines: [
        say('guide.choose.accounts'),
        say(`guide.choose.here.${facts.site}`, { region: facts.region }),
        say(inMainland(facts.region) ? 'guide.choose.region.mainland' : 'guide.choose.region.abroad'),
      ],
    },
    {
      heading: say('guide.choose.kinds'),
      lines: [say('guide.choose.kinds.five'), say('guide.choose.owner')],
    },
  ],
  pages: (facts) => [
    { label: 'guide.page.buy', url: buyPage(facts.site, facts.region) },
    { label: 'guide.page.publicImages', url: listPage(facts, 'publicImages') },
    { label: 'guide.page.help', url: helpPage(facts, 'images') },
  ],
  question: { label: 'eol.button.recommend', typed: 'recommend prod' },
  next: ['systems', 'official'],
};

function today(facts: GuideFacts): Said[] {
  const prod = forUse(facts, 'prod');
  const dev = forUse(facts, 'dev');
  if (!prod || !dev) return [say('guide.choose.system.none', { region: facts.region })];
  return [
    say('guide.choose.system', {
      prod: releaseName(prod.what),
      prodSupport: { support: prod.support },
      dev: releaseName(dev.what),
      devSupport: { support: dev.support },
    }),
  ];
}

function forUse(facts: GuideFacts, use: (typeof uses)[number], needs: Partial<Needs> = {}) {
  return best(
    facts,
    productsFor(use).map((product) => ({ product })),
    needs,
  );
}

function row(use: Said, found: Candidate | undefined): Cell[] {
  if (!found) return [use, say('value.none'), '', ''];
  return [
    use,
    releaseName(found.what),
    idOf(found),
    say('guide.support', { support: { support: found.support } }),
  ];
}

function one<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}
