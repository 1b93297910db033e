import { z } from 'zod';
import { Guest } from '../../src/domain/guest.ts';

/** What the steps learn. Any of it may be missing: in records of before a deploy, and where a step was left out. */
export const ReplaceState = z
  .object({
    startedAt: z.number(),
    /** Runs of the guest script, before and after. */
    beforeRun: z.string(),
    before: Guest,
    afterRun: z.string(),
    after: Guest,
    /** A person has chosen to cut the power. */
    force: z.boolean(),
    snapshotId: z.string(),
    snapshotAt: z.string(),
    /** The new system disk. From here on there is no way back. */
    diskId: z.string(),
    policy: z.enum(['applied', 'refused']),
    agent: z.boolean(),
    endedAt: z.number(),
  })
  .partial();
export type ReplaceState = z.infer<typeof ReplaceState>;
