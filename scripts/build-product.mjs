import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** What CommonJS packages expect to find in their file. */
const commonJs = `import { createRequire as $requireOf } from 'node:module';
const require = $requireOf(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;`;

/**
 * Makes one file of each process, over tsc's: more than half of a start went into finding, reading and linking a
 * thousand small files. Left out is what is loaded at first use or holds machine code, and pino, which starts files
 * of its own.
 */
export async function buildProduct() {
  await build({
    entryPoints: [at('handlers/bot.ts'), at('jobs/worker.ts')],
    outdir: at('dist'),
    outbase: at('.'),
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    external: [
      '@alicloud/*',
      '@darabonba/*',
      'ali-oss',
      '@napi-rs/*',
      'chart.js',
      'msgpackr-extract',
      'pino',
    ],
    banner: { js: commonJs },
    logLevel: 'error',
  });
}
