import { dead } from '../lifecycle.ts';
import { migrationFrom } from '../migration.ts';
import { type Release, releaseName } from '../systems.ts';
import type { GuideFacts } from './facts.ts';
import { dated, names, productNames, unique } from './stock.ts';
import { type Said, say } from './topic.ts';

/** Systems that Server Migration Center takes; where they lead is the migration table's business. */
const smcSources: Release[] = [
  { product: 'centos', version: '7' },
  { product: 'centos', version: '8' },
  { product: 'rhel', version: '7.9' },
  { product: 'rhel', version: '8' },
  { product: 'alibaba-cloud-linux', version: '2' },
];

/** Bad targets that the tool offers, and good ones that it does not. */
export function migrationLimits(facts: GuideFacts): Said {
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

/** One line for each system the tool takes. */
export function migrations(facts: GuideFacts): Said[] {
  return smcSources.map((from) => {
    const os = releaseName(from);
    const x86 = targets(facts, from, 'x86_64');
    return offered(facts, from, 'arm64').length
      ? say('guide.centos.move', { os, x86, arm: targets(facts, from, 'arm64') })
      : say('guide.centos.move.x86', { os, x86 });
  });
}

/** What is worth going to, then what is not, then what has to be asked for. */
function targets(facts: GuideFacts, from: Release, architecture: 'x86_64' | 'arm64'): Said {
  const all = offered(facts, from, architecture);
  const over = all.filter((release) => dead(facts.support(release)));
  const good = names(all.filter((release) => !over.includes(release)));
  const ticket = migrationFrom(from, architecture, facts.now)?.byTicket ?? [];
  if (over.length) return say('guide.centos.targets.over', { good, over: names(over) });
  if (ticket.length) return say('guide.centos.targets.ticket', { good, ticket: names(ticket) });
  return say('guide.names', { list: good });
}

export function migrationNeeds({ known }: GuideFacts): Said[] {
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
