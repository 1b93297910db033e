// Compiles to dist/ when something has changed since: Node 20 runs no TypeScript itself.
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newest, root, run } from './machine.mjs';

const stamp = join(root, 'dist', '.built');
const sources = ['src', 'handlers', 'jobs', 'sandbox', 'bench', 'scripts', 'test'];

export async function build() {
  if (existsSync(stamp) && statSync(stamp).mtimeMs > newest(sources)) return;
  console.log('Building …');
  run('npx', ['tsc', '-p', 'tsconfig.json']);
  const [{ buildProduct }, { buildPage }] = await Promise.all([
    import('./build-product.mjs'),
    import('./build-page.mjs'),
  ]);
  await Promise.all([buildProduct(), buildPage()]);
  writeFileSync(stamp, '');
}

if (import.meta.url === `file://${process.argv[1]}`) await build();
