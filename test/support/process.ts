import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** A built process of the product (`handlers/bot.js`, `jobs/worker.js`), to be killed from outside. */
export function startProcess(script: string, env: Record<string, string>) {
  let child = launch();
  let output = '';

  function launch(): ChildProcess {
    const started = spawn(process.execPath, [dist + script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [started.stdout, started.stderr]) stream?.on('data', (chunk) => (output += chunk));
    return started;
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  return {
    /** Everything it has written so far, over all its lives. */
    output: () => output,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    restart(): void {
      child = launch();
    },
  };
}
