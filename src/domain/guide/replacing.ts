import { inMainland } from '../region.ts';
import type { GuideFacts } from './facts.ts';
import { helpPage, listPage } from './links.ts';
import { type Said, say, type Topic } from './topic.ts';

/** Changing the system of an instance, with what the old guide forgot to warn of. */
export const replacing: Topic = {
  name: 'replace',
  words: {
    en: ['replace', 'replacing', 'change os', 'change system', 'reinstall', 'rebuild', 'warnings', 'risk'],
    zh: ['更换', '更换操作系统', '更换系统', '更换系统盘', '替换', '换系统', '重装', '重装系统'],
  },
  short: (facts) => [
    say('guide.replace.here'),
    say('guide.replace.lost'),
    snapshot(facts),
    say('guide.replace.stopped'),
    say('guide.replace.login'),
    say('guide.replace.rather'),
  ],
  more: (facts) => [
    {
      heading: say('guide.replace.forgot'),
      lines: [
        say('guide.replace.lost'),
        snapshot(facts),
        say('guide.replace.auto'),
        say('guide.replace.stopped'),
        say('guide.replace.disk', { gib: facts.known.replacement.leastDiskGiB }),
        say('guide.replace.blocked'),
        say('guide.replace.identity'),
        cross(facts),
        say('guide.replace.fits'),
        say('guide.replace.login'),
        say('guide.replace.exact'),
      ],
    },
    { heading: say('guide.replace.console'), lines: [say('guide.replace.path'), say('guide.replace.bot')] },
  ],
  pages: (facts) => [
    { label: 'guide.page.instances', url: listPage(facts, 'instances') },
    { label: 'guide.page.help', url: helpPage(facts, 'replace') },
  ],
  next: ['update', 'centos'],
};

function snapshot({ known }: GuideFacts): Said {
  const { snapshotGiB, snapshotMinutes } = known.replacement;
  return say('guide.replace.snapshot', { gib: snapshotGiB, minutes: snapshotMinutes });
}

/** Said by pages of years ago only: we warn, and ECS decides. */
function cross({ region, known }: GuideFacts): Said {
  const year = String(known.replacement.crossPlatformDocumented);
  return say(inMainland(region) ? 'guide.replace.cross.mainland' : 'guide.replace.cross.abroad', {
    region,
    year,
  });
}
