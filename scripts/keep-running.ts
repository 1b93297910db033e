import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../', import.meta.url));
/** Young garbage is collected a little more often, so that an idle process keeps less of its start. */
const nodeFlags = ['--max-semi-space-size=4'];
const restartMs = 500;
/** A process that lives no longer has something to say to whoever started it. */
const hastyMs = 3000;

/** A process of the product, started again whenever it ends by itself or is killed: the demo survives `kill -9`. */
export function keepRunning(script: string, env: Record<string, string>, logFile: string) {
  const log = createWriteStream(logFile, { flags: 'a' });
  let stopped = false;
  let child: ChildProcess;
  const start = () => {
    child = spawn(process.execPath, [...nodeFlags, join(dist, script)], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    const begun = Date.now();
    child.once('exit', (code, signal) => {
      if (stopped) return;
      if (Date.now() - begun < hastyMs)
        console.error(`${script} ended at once (${signal ?? code}); see ${logFile}`);
      setTimeout(start, restartMs);
    });
  };
  start();
  return {
    pid: () => child.pid,
    async stop(): Promise<void> {
      stopped = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      await new Promise((ended) => {
        child.once('exit', ended);
        child.kill('SIGTERM');
        setTimeout(() => child.kill('SIGKILL'), 5000).unref();
      });
    },
  };
}
