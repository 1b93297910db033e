import { copyFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Bundles the sandbox's demo page into `dist/sandbox/web`: index.html, index.js, style.css. */
export async function buildPage() {
  await mkdir(at('dist/sandbox/web'), { recursive: true });
  await build({
    entryPoints: [at('sandbox/web/index.tsx'), at('sandbox/web/style.css')],
    outdir: at('dist/sandbox/web'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'linked',
    logLevel: 'warning',
  });
  await copyFile(at('sandbox/web/index.html'), at('dist/sandbox/web/index.html'));
}
