export const operations = {
  'error.step.slow': 'This step has taken longer than {minutes} minutes.',
  'error.step.slow.hint': 'Look at it in the console, then try again or give up.',
} as const;
