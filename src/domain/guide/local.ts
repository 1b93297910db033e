import { imagesPage } from '../console.ts';
import { releaseName } from '../systems.ts';
import type { GuideFacts } from './facts.ts';
import { helpPage } from './links.ts';
import { best } from './stock.ts';
import { type Said, say, type Topic } from './topic.ts';

/** What speaks against images of one's own, and what does not. */
export const local: Topic = {
  name: 'local',
  words: {
    en: ['local', 'local images', 'own', 'own images', 'custom', 'custom images'],
    zh: ['本地', '本地镜像', '自有镜像', '自定义', '自定义镜像'],
  },
  short: (facts) => {
    const { known } = facts;
    return [
      say('guide.local.upload', { gib: known.upload.multipartGiB, year: String(known.upload.documented) }),
      say('guide.local.check', { strategy: known.imageCheck.strategy }),
      say('guide.local.drivers', {
        always: known.drivers.always,
        newer: known.drivers.newer,
        generation: known.nvmeGeneration,
      }),
      say('guide.local.holes'),
      say('guide.local.speed', { always: known.drivers.always, newer: known.drivers.newer }),
      ...better(facts),
    ];
  },
  more: (facts) => [
    {
      heading: say('guide.local.when'),
      lines: [
        say('guide.local.when.need'),
        say('guide.local.when.appliance'),
        say('guide.local.when.update'),
      ],
    },
    {
      heading: say('guide.local.windows'),
      lines: [say('guide.local.windows.drivers', { always: facts.known.drivers.always })],
    },
    { heading: say('guide.local.costs'), lines: [say('guide.import.cost'), own(facts)] },
  ],
  pages: (facts) => [
    { label: 'guide.page.ownImages', url: imagesPage(facts.site, facts.region) },
    { label: 'guide.page.help', url: helpPage(facts, 'images') },
  ],
  next: ['import', 'official'],
};

function better(facts: GuideFacts): Said[] {
  const found = best(facts, [{ product: 'alibaba-cloud-linux' }, { product: 'ubuntu' }]);
  return found ? [say('guide.local.better', { os: releaseName(found.what) })] : [];
}

function own({ images, region }: GuideFacts): Said {
  return say('guide.local.own', { region, count: images.filter(({ owner }) => owner === 'self').length });
}
