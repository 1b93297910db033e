import { helpPage, listPage } from './links.ts';
import { say, type Topic } from './topic.ts';

/** What an instance's image tells of the instance, and what it cannot tell. */
export const instance: Topic = {
  name: 'instance',
  words: {
    en: ['instance', 'instances', 'see', 'see image', 'which image', 'details'],
    zh: ['实例', '查看', '查看镜像', '实例镜像', '看镜像'],
  },
  short: (facts) => {
    const { guestFiles } = facts.known;
    return [
      say('guide.instance.show'),
      say('guide.instance.made'),
      say('guide.instance.inside', { release: guestFiles.release, image: guestFiles.image }),
      say('guide.instance.gone'),
      say('guide.instance.console', { region: facts.region }),
    ];
  },
  more: (facts) => [
    {
      heading: say('guide.instance.knows'),
      lines: [say('guide.instance.knows.made'), say('guide.instance.knows.disk')],
    },
    {
      heading: say('guide.instance.cannot'),
      lines: [
        say('guide.instance.cannot.upgrade', { release: facts.known.guestFiles.release }),
        say('guide.instance.cannot.packages'),
        say('guide.instance.cannot.own'),
      ],
    },
  ],
  pages: (facts) => [
    { label: 'guide.page.instances', url: listPage(facts, 'instances') },
    { label: 'guide.page.help', url: helpPage(facts, 'images') },
  ],
  next: ['replace', 'update'],
};
