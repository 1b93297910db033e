import { type Use, uses } from './picking.ts';
import { type Release, release } from './systems.ts';

/** What people call the uses. */
const synonyms: Record<string, Use> = {
  production: 'prod',
  生产: 'prod',
  development: 'dev',
  test: 'dev',
  开发: 'dev',
  测试: 'dev',
  containers: 'container',
  docker: 'container',
  容器: 'container',
  ai: 'gpu',
  cuda: 'gpu',
};

/**
 * Reads `ubuntu 24.04`, `prod`, `gpu ubuntu`, `生产`. Undefined when words are left that name neither a system nor
 * a use. No words wish for nothing in particular.
 */
export function readWish(text: string): { release?: Release; use?: Use } | undefined {
  const words = text.split(/\s+/).filter(Boolean);
  const use = words.flatMap((word) => useOf(word) ?? [])[0];
  const rest = words.filter((word) => !useOf(word)).join(' ');
  const found = release(rest);
  if (rest && !found) return undefined;
  return { ...(found && { release: found }), ...(use && { use }) };
}

function useOf(word: string): Use | undefined {
  const lower = word.toLowerCase();
  return uses.find((use) => use === lower) ?? synonyms[lower];
}
