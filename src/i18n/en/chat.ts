export const chat = {
  'chat.table.left': '{left, plural, one {# more row is} other {# more rows are}} not shown.',
  'chat.step.skipped': 'skipped',
  'chat.unsaved':
    'I could not make sure that this was stored. Please look at `status` in a minute, and send it again if it is not there.',
  'chat.form.unopened': 'The form did not open. Please send the command again.',
  'chat.moved.stranger':
    'I may not write in this conversation, so the answer is in our direct messages. To get answers here, invite me: `/invite @{bot}`',
  'chat.moved.archived': 'This channel is archived, so the answer is in our direct messages.',
  'chat.moved.restricted':
    'The settings of this channel or thread do not let me write here, so the answer is in our direct messages.',
} as const;
