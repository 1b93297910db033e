import { describe, expect, it } from '@jest/globals';
import { en } from '../src/i18n/en/index.ts';
import { zh } from '../src/i18n/zh/index.ts';

/** Names in braces, without the branches of plurals. */
function slots(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name ?? ''))].sort();
}

describe('the catalogs', () => {
  it('use the same slots in both languages', () => {
    const differing = Object.entries(en).filter(
      ([key, message]) => String(slots(message)) !== String(slots(zh[key as keyof typeof en])),
    );

    expect(differing.map(([key]) => key)).toEqual([]);
  });
});
