export const operations = {
  'error.operation.gone':
    'This was begun by another version of the bot ({operation} {version}) that this one cannot go on with.',
  'error.operation.gone.hint': 'Run the earlier version beside this one until it has ended, or give up.',
  'error.step.slow': 'This step has taken longer than {minutes} minutes.',
  'error.step.slow.hint': 'Look at it in the console, then try again or give up.',
} as const;
