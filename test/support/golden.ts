import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../renders/', import.meta.url);

/** What `test/renders/<path>.json` holds. Written when missing; a change is made by deleting the old file. */
export function golden(path: string, drawn: unknown): unknown {
  const file = new URL(`${path}.json`, folder);
  if (!existsSync(file) && !process.env.CI) {
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(drawn, null, 2)}\n`);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
