import { release } from '../systems.ts';
import { choose } from './choose.ts';
import { importing } from './importing.ts';
import { instance } from './instance.ts';
import { leavingCentos } from './leaving-centos.ts';
import { local } from './local.ts';
import { official } from './official.ts';
import { replacing } from './replacing.ts';
import { systems } from './systems.ts';
import type { Topic } from './topic.ts';
import { updating } from './updating.ts';

/** The subjects of the guide in its own order. */
export const topics: Topic[] = [
  official,
  choose,
  systems,
  local,
  importing,
  instance,
  replacing,
  updating,
  leavingCentos,
];

/** Every word a topic is called by: what a mistyped one may have been meant to be. */
export const topicWords: string[] = topics.flatMap(({ words }) => [...words.en, ...words.zh]);

/**
 * The topic somebody means: `centos`, `ubuntu or centos`, `更换操作系统`, `how do I import an image`. The topic most
 * of whose letters are in the text wins, the earlier one of two.
 */
export function findTopic(text: string): Topic | undefined {
  const said = ` ${text
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()} `;
  const [best] = topics
    .map((topic) => ({ topic, letters: lettersOf(topic, said) }))
    .filter(({ letters }) => letters > 0)
    .sort((a, b) => b.letters - a.letters);
  return best?.topic ?? forSystem(text);
}

/** Somebody who only names a system asks which one to take. */
function forSystem(text: string): Topic | undefined {
  const named = release(text);
  if (!named) return undefined;
  return named.product === 'windows-server' ? choose : systems;
}

/** Chinese is written without spaces, so its words may stand anywhere; others stand alone. */
function lettersOf({ words: { en, zh } }: Topic, said: string): number {
  const found = [
    ...en.filter((word) => said.includes(` ${word} `)),
    ...zh.filter((word) => said.includes(word)),
  ];
  return Math.max(0, ...found.map((word) => word.length * (/\p{Script=Han}/u.test(word) ? 2 : 1)));
}
