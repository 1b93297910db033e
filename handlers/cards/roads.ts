import type { Block } from '../../src/chat/card.ts';
import { buyPage, migrationPage, type Site } from '../../src/domain/console.ts';
import { migrationFrom } from '../../src/domain/migration.ts';
import type { Recommendation } from '../../src/domain/recommend.ts';
import { systemFacts } from '../../src/domain/system-facts.ts';
import { type Release, releaseName } from '../../src/domain/systems.ts';
import type { Listed, Translate } from '../../src/i18n/index.ts';
import { link, plain, type Text } from '../../src/i18n/text.ts';

/** The ways from a system that is over to the one recommended, in the vendor's order (facts/guide.md §2). */
export function roads(
  from: Release,
  { best, needs }: Recommendation,
  { site, now, t }: { site: Site; now: number; t: Translate },
): Block[] {
  const os = releaseName(from);
  const { region, id } = best.image;
  const buy = link(buyPage(site, region), plain(t('recommend.buy.page', { region })));
  const architecture = needs.architecture === 'arm64' ? 'arm64' : 'x86_64';
  const items: Text[] = [
    t('roads.new', { page: buy }),
    ...inPlace(from, architecture, { site, now, t }),
    t('roads.replace', { id }),
    ...leap(from, best.what, t),
  ];
  return [
    { kind: 'heading', text: t('roads.title', { os, instead: releaseName(best.what) }) },
    { kind: 'list', items },
  ];
}

function inPlace(
  from: Release,
  architecture: 'x86_64' | 'arm64',
  { site, now, t }: { site: Site; now: number; t: Translate },
): Text[] {
  const os = releaseName(from);
  const known = migrationFrom(from, architecture, now);
  if (!known) return [t('roads.migrate.none', { os })];
  const page = link(migrationPage(site), plain(t('roads.migrate.page')));
  const { targets, over, byTicket } = known;
  return [
    ...(targets.length ? [t('roads.migrate', { page, os, targets: names(targets) })] : []),
    ...(over.length ? [t('roads.migrate.over', { over: names(over) })] : []),
    ...(byTicket.length ? [t('roads.migrate.ticket', { targets: names(byTicket) })] : []),
  ];
}

/** Between two of Red Hat's line the libraries are those of another major release. */
function leap(from: Release, to: Release, t: Translate): Text[] {
  const [before, after] = [systemFacts(from).redHat, systemFacts(to).redHat];
  if (!before || !after || before === after) return [];
  return [t('roads.leap', { os: releaseName(from), before, instead: releaseName(to), after })];
}

function names(releases: Release[]): Listed {
  return { list: releases.map(releaseName) };
}
