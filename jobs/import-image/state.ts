import { z } from 'zod';
import { ImageCheck } from '../../src/domain/cloud.ts';

/** What the steps learn; any of it may be missing. */
export const ImportState = z
  .object({ imageId: z.string(), taskId: z.string(), imported: z.boolean(), check: ImageCheck })
  .partial();
export type ImportState = z.infer<typeof ImportState>;
