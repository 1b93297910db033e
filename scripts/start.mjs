// `npm start`: installs what is missing, builds when needed, then runs.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installDependencies, need, root } from './machine.mjs';

installDependencies();
const { build } = await import('./build.mjs');
await build();
const forSandbox =
  process.argv.includes('--sandbox') || !(process.env.SLACK_BOT_TOKEN || process.env.DINGTALK_CLIENT_ID);
if (forSandbox) need('redis-server', ['redis-server']);
const child = spawn(process.execPath, [join(root, 'dist', 'scripts', 'run.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 0));
