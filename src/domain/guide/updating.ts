import { at, code, type Text } from '../../i18n/text.ts';
import { type Product, releaseName } from '../systems.ts';
import type { GuideFacts } from './facts.ts';
import { helpPage } from './links.ts';
import { best, listedDead, listedProducts, names } from './stock.ts';
import { type Cell, type Said, say, type Topic } from './topic.ts';

/** More names than this nobody reads. */
const mostNamed = 6;

/** Keeping a running instance up to date. */
export const updating: Topic = {
  name: 'update',
  words: {
    en: ['update', 'updates', 'updating', 'upgrade', 'patch', 'patches', 'patching', 'security'],
    zh: ['更新', '升级', '补丁', '打补丁', '安全更新'],
  },
  short: (facts) => [
    say('guide.update.never'),
    unattended(facts),
    say('guide.update.apt', byHand(facts, 'ubuntu')),
    say('guide.update.dnf', byHand(facts, 'alibaba-cloud-linux')),
    say('guide.update.fleet'),
    say('guide.update.rather'),
  ],
  more: (facts) => [
    {
      heading: say('guide.update.commands', { region: facts.region }),
      table: {
        columns: ['fact.os', 'guide.column.command', 'fact.support'],
        rows: listedProducts(facts).flatMap((product) => row(facts, product)),
      },
    },
    {
      heading: say('guide.update.mind'),
      lines: [
        say('guide.update.reboot'),
        say('guide.update.first', { days: facts.known.ages.oldDays }),
        say('guide.update.release'),
        ...over(facts),
      ],
    },
  ],
  pages: (facts) => [{ label: 'guide.page.lifecycle', url: helpPage(facts, 'lifecycle') }],
  question: { label: 'recommend.eol', typed: 'eol' },
  next: ['replace', 'instance'],
};

/** Of one build it is known; that the others are alike is likely and no more. */
function unattended({ known }: GuideFacts): Said {
  const { product, version, built } = known.unattended;
  return say('guide.update.unattended', {
    os: releaseName({ product: product as Product, version }),
    built: at(Date.parse(built), 'date'),
  });
}

/** The tool of the release we would take today, and what to type. */
function byHand(facts: GuideFacts, product: Product): { tool: string; command: Text } {
  const version = best(facts, [{ product }])?.what.version ?? facts.rules(product).prefer[0];
  const tool = facts.system({ product, ...(version && { version }) }).packages ?? '?';
  return { tool, command: code(facts.known.updateCommands[tool] ?? tool) };
}

/** Systems whose tool has a command of one line. */
function row(facts: GuideFacts, product: Product): Cell[][] {
  const found = best(facts, [{ product }]);
  const { tool, command } = byHand(facts, product);
  if (!found || !facts.known.updateCommands[tool]) return [];
  return [[releaseName(found.what), command, say('guide.support', { support: { support: found.support } })]];
}

function over(facts: GuideFacts): Said[] {
  const ended = listedDead(facts);
  const list = names(ended.slice(0, mostNamed));
  return ended.length ? [say('guide.update.over', { count: ended.length, list })] : [];
}
