export const errors = {
  'error.bug': '我们这边出了点问题，编号：`{ref}`',
} as const;
