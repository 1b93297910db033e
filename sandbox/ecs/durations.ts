/** How long things take, in seconds of sandbox time. One place, so the demo's pace is tuned here. */
export const durations = {
  stop: 12,
  forceStop: 3,
  start: 20,
  /** From Running until Cloud Assistant reports. */
  agent: 15,
  snapshotBase: 10,
  snapshotPerGiB: 0.5,
  replace: 60,
  import: 120,
  imageCheck: 45,
  createImage: 60,
  copyImage: 180,
  exportImage: 180,
  command: 2,
};

/** Seconds as the milliseconds of a clock. */
export const seconds = (count: number) => count * 1000;
