// `npm run check`: format and lint, types, import rules, unused code, generated docs. Each says what is wrong itself.
import { build } from './build.mjs';
import { run } from './machine.mjs';

run('npx', ['biome', 'check', '--error-on-warnings', '.']);
run('npx', ['tsc', '--noEmit', '-p', 'tsconfig.json']);
run('npx', ['tsc', '--noEmit', '-p', 'sandbox/web/tsconfig.json']);
run('npx', [
  'depcruise',
  '--config',
  '.dependency-cruiser.cjs',
  'src',
  'handlers',
  'jobs',
  'sandbox',
  'test',
]);
run('npx', ['knip']);
await build();
run('node', ['dist/scripts/docs.js', '--check']);
