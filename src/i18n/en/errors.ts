export const errors = {
  'error.bug': 'Something went wrong on our side. Reference: `{ref}`',
} as const;
