export const errors = {
  'error.bug': 'Something went wrong in the bot. Give the reference `{ref}` to whoever runs it.',
} as const;
