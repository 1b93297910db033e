import type { Architecture } from './cloud.ts';
import type { Trait } from './image.ts';
import { type Kin, type Use, uses } from './picking.ts';
import { type Release, release } from './systems.ts';

/** What a person asks for, as far as their words tell. */
export type Wish = {
  /** The system asked for; without a version any of them. */
  release?: Release;
  use?: Use;
  kin?: Kin;
  architecture?: Architecture;
  /** Of Windows. */
  language?: 'zh' | 'en';
  /** An edition: the security baseline, UEFI, … */
  traits?: Trait[];
};

/** Words for one thing, by what they add to a wish. */
const vocabulary: [wish: Wish, words: RegExp][] = [
  [{ use: 'prod' }, /^(prod|production|生产)$/],
  [{ use: 'dev' }, /^(dev|development|test|开发|测试)$/],
  [{ use: 'container' }, /^(containers?|docker|容器)$/],
  [{ use: 'gpu' }, /^(gpu|ai|cuda)$/],
  [{ architecture: 'arm64' }, /^(arm|arm64|aarch64|倚天)$/],
  [{ architecture: 'x86_64' }, /^(x86|x64|x86_64|amd64)$/],
  [{ architecture: 'i386' }, /^(i386|32bit|32位)$/],
  [{ language: 'zh' }, /^(zh|zh-cn|chinese|中文)$/],
  [{ language: 'en' }, /^(en|en-us|english|英文)$/],
  [{ traits: ['dengbao'] }, /^(dengbao|mlps|等保)$/],
  [{ traits: ['uefi'] }, /^uefi$/],
  [{ kin: 'apt' }, /^(apt|deb)$/],
  [{ kin: 'rpm' }, /^(rpm|yum|dnf)$/],
  [{ kin: 'vendor' }, /^(vendor|certified|厂商|认证)$/],
  [{ kin: 'bsd' }, /^bsd$/],
  // Said by the way; they choose nothing.
  [{}, /^(linux|lts|64位|64bit|系统|镜像|环境|用)$/],
];

/** Chinese is written without spaces: `生产环境ubuntu`. */
const run = /(生产|开发|测试|容器|倚天|中文|英文|等保|厂商|认证)(环境|版|用)?/g;
const cluster = /^(kubernetes|k8s|ack)$/;
const type = /^(ecs\.[a-z0-9-]+\.[a-z0-9-]+|i-[a-z0-9]+)$/;

/**
 * Reads `ubuntu 24.04`, `prod arm`, `gpu ubuntu`, `生产环境`, `windows server 2022 zh`, `i-bp1…`. Undefined when words
 * are left that name nothing we know. No words wish for nothing in particular. `type` is an instance type or the
 * id of an instance; `cluster` says that a node of a cluster is meant, whose image is not ours to choose.
 */
export function readWish(text: string): (Wish & { type?: string; cluster?: true }) | undefined {
  const words = text.toLowerCase().replace(run, ' $1 ').split(/\s+/).filter(Boolean);
  const known = words.flatMap((word) => meaning(word) ?? []);
  const rest = words.filter((word) => !meaning(word)).join(' ');
  const found = release(rest);
  // `ubuntu linux` says nothing more than `ubuntu`; `linux` alone nothing at all.
  if (rest && !found) return undefined;
  return Object.assign({}, ...known, found && { release: found });
}

function meaning(word: string): (Wish & { type?: string; cluster?: true }) | undefined {
  if (type.test(word)) return { type: word };
  if (cluster.test(word)) return { cluster: true };
  return vocabulary.find(([, words]) => words.test(word))?.[0];
}

/** First words to offer to somebody who mistyped one. */
export const wishWords: string[] = [...uses, 'arm', 'vendor', 'dengbao'];
