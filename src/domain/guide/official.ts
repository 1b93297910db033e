import { feeOf } from '../fee.ts';
import { dead } from '../lifecycle.ts';
import { type Product, type Release, releaseName } from '../systems.ts';
import type { GuideFacts } from './facts.ts';
import { helpPage, listPage } from './links.ts';
import {
  best,
  builtSlots,
  listedCycles,
  listedDead,
  listedProducts,
  names,
  newestBuild,
  productNames,
} from './stock.ts';
import { type Cell, type Said, say, type Topic } from './topic.ts';

/** Why official images, and what they are not. */
export const official: Topic = {
  name: 'official',
  words: {
    en: ['official', 'public', 'public images', 'why', 'why official'],
    zh: ['官方', '官方镜像', '公共', '公共镜像', '为什么'],
  },
  short: (facts) => [
    say('guide.official.ready', { region: facts.region, count: facts.stock.length }),
    say('guide.official.tuned', { own: productNames(by(facts, 'alibaba')) }),
    builds(facts),
    say('guide.official.fits', {
      count: facts.stock.length,
      proven: facts.stock.filter(({ image }) => image.nvme === 'supported').length,
      driver: facts.known.drivers.newer,
    }),
    help(facts),
    fees(facts),
  ],
  more: (facts) => [
    {
      heading: say('guide.official.table', { region: facts.region }),
      table: {
        columns: ['fact.os', 'fact.built', 'fact.support', 'fact.fee'],
        rows: listedProducts(facts).flatMap((product) => row(facts, product)),
      },
    },
    { heading: say('guide.official.mind'), lines: warnings(facts) },
  ],
  pages: (facts) => [
    { label: 'guide.page.publicImages', url: listPage(facts, 'publicImages') },
    { label: 'guide.page.help', url: helpPage(facts, 'publicImages') },
  ],
  next: ['choose', 'local'],
};

/** Products of the list that are looked after by Alibaba Cloud, a community or a vendor. */
function by(facts: GuideFacts, whom: 'alibaba' | 'community' | 'vendor'): Product[] {
  return listedProducts(facts).filter((product) => facts.rules(product).supportedBy === whom);
}

/** Builds go on while a system lives; where the list still has a dead one, its last build proves the rest. */
function builds(facts: GuideFacts): Said {
  const newest = newestBuild(
    facts,
    listedProducts(facts).map((product) => ({ product })),
  );
  const slots = newest && builtSlots(newest, facts);
  if (!newest || !slots) return say('guide.official.builds.unknown');
  const os = releaseName(newest.what);
  const last = newestBuild(facts, [{ product: 'centos' }]);
  const stopped = last && builtSlots(last, facts);
  if (!last || !stopped || !dead(facts.support(last.what)))
    return say('guide.official.builds', { os, ...slots });
  return say('guide.official.builds.stopped', {
    os,
    ...slots,
    over: releaseName(last.what),
    last: stopped.built,
  });
}

function help(facts: GuideFacts): Said {
  const own = productNames(by(facts, 'alibaba'));
  const vendors = by(facts, 'vendor');
  return vendors.length
    ? say('guide.official.help.vendors', { own, vendors: productNames(vendors) })
    : say('guide.official.help', { own });
}

/** Products whose images may carry a fee; the Pro edition is our vendor's own. */
const licensed: Product[] = ['rhel', 'sles', 'windows-server'];

function fees(facts: GuideFacts): Said {
  const own = by(facts, 'alibaba');
  const pro = productNames(own.length ? own : ['alibaba-cloud-linux']);
  const always = licensed.filter((product) => facts.rules(product).fee === 'always');
  const abroad = licensed.filter((product) => facts.rules(product).fee === 'abroad');
  if (always.length === 0 || abroad.length === 0)
    return say('guide.official.fees.some', { paid: productNames([...always, ...abroad]), pro });
  return say('guide.official.fees', {
    always: productNames(always),
    abroad: productNames(abroad),
    pro,
  });
}

/** Of each product the image we would take, or the newest of those that are over. */
function row(facts: GuideFacts, product: Product): Cell[][] {
  const shown = best(facts, [{ product }]) ?? newestBuild(facts, [{ product }]);
  if (!shown) return [];
  const built = builtSlots(shown, facts);
  const fee = feeOf(shown.what, facts.region);
  return [
    [
      releaseName(shown.what),
      built ? say('value.built', built) : say('value.unknown'),
      say('guide.support', { support: { support: shown.support } }),
      say(`fee.${fee}`),
    ],
  ];
}

/** More names than this nobody reads. */
const mostNamed = 6;

function warnings(facts: GuideFacts): Said[] {
  const { oldDays, soonDays } = facts.known.ages;
  const cycles = listedProducts(facts).flatMap((product) => listedCycles(facts, product));
  const over = listedDead(facts);
  const soon = cycles.filter((release) => endsWithin(facts, release, soonDays));
  const usable = listedProducts(facts).flatMap((product) => best(facts, [{ product }]) ?? []);
  const old = usable.filter((one) => (builtSlots(one, facts)?.days ?? 0) > oldDays);
  return [
    ...(old.length
      ? [say('guide.official.old', { days: oldDays, list: names(old.map(({ what }) => what)) })]
      : []),
    ...(soon.length ? [say('guide.official.soon', { days: soonDays, list: names(soon) })] : []),
    ...(over.length
      ? [say('guide.official.over', { count: over.length, list: names(over.slice(0, mostNamed)) })]
      : []),
    say('guide.official.windows', { year: String(facts.known.windowsFee.documented) }),
    say('guide.official.follow'),
  ];
}

function endsWithin(facts: GuideFacts, release: Release, days: number): boolean {
  const support = facts.support(release);
  return !dead(support) && support.daysLeft !== undefined && support.daysLeft < days;
}
