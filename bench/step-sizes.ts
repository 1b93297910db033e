/** The same for both sides. */
export const operationsPerRound = 500;
export const stepsPerOperation = 10;
/** As many at a time as `jobs/worker.ts` takes. */
export const concurrency = 30;
