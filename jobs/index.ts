import { importImage } from './import-image.ts';
import type { Operation } from './operation.ts';
import { replaceOs } from './replace-os.ts';

/** Every operation the engine runs. */
export const operations: Operation[] = [replaceOs, importImage];
