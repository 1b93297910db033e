// `npm test`: all specs on a machine with nothing but Node, npm and root. Arguments go to jest.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { installDependencies, need, root } from './machine.mjs';

installDependencies();
need('redis-server', ['redis-server']);
need('chromium', ['chromium', 'fonts-noto-cjk']);
await build();

const report = join(mkdtempSync(join(tmpdir(), 'ecs-image-test-')), 'report.json');
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
);
const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
console.log(`${numPassedTests} passed, ${Math.max(numFailedTests, numFailedTestSuites)} failed`);
process.exit(status ?? 1);
