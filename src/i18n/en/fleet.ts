/** The survey of all instances, what is put off, and what reports tell. */
export const fleet = {
  'fleet.digest.failed': "This week's survey: no region gave an answer",
  'fleet.reading': 'Reading the instances of {count, plural, one {# region} other {# regions}}…',
  'command.fleet': 'Surveys all instances: what they run, and until when that is supported.',
  'arg.fleet.region': 'Region id, such as `cn-hangzhou`; all configured regions when left out.',
  'fleet.title':
    'Fleet: {count, plural, one {# instance} other {# instances}} in {regions, plural, one {# region} other {# regions}}',
  'fleet.digest': 'This week’s fleet: {count, plural, one {# instance} other {# instances}}',
  'error.fleet.empty': 'There is no instance in {regions}.',
  'error.fleet.empty.hint':
    'If that is a surprise: the bot’s RAM user may lack `ecs:DescribeInstances`, without which everything looks empty. Try `/ecs-image doctor`.',
  'fleet.failed': '**{region}** gave no answer, so its instances are missing here.',
  'fleet.stage.ended': 'No free fixes any more',
  'fleet.stage.ending': 'Ends within {days} days',
  'fleet.stage.extended': 'Volunteers’ long-term support',
  'fleet.stage.unknown': 'End unknown',
  'fleet.stage.supported': 'Supported',
  'fleet.snoozed': 'Snoozed',
  'fleet.snooze':
    '{what} until {until}, by {by}: {reason} ({count, plural, one {# instance} other {# instances}})',
  'fleet.count': '{count, plural, one {# instance} other {# instances}}',
  'fleet.systems': 'By system',
  'fleet.system': '**{system}**: {count, plural, one {# instance} other {# instances}}, {support}',
  'fleet.system.snoozed':
    '**{system}**: {count, plural, one {# instance} other {# instances}}, {support}; {snoozed} snoozed',
  'fleet.systems.more': 'and {count, plural, one {# more system} other {# more systems}}',
  'fleet.worst': 'Needs attention first',
  'fleet.fine': 'Everything here is supported for more than {days} days, or snoozed.',
  'fleet.until': 'Free fixes until',
  'fleet.name': 'Name',
  'fleet.plan': 'Plan replacement: {name}',
  'fleet.footer': 'Instances as of {at}; support dates checked on {checked}.',
  'fleet.picture': 'Instances by system and support',
  'fleet.csv': 'All instances as a table',
  'fleet.unsent':
    'The file {name} could not be put here. Invite me to this conversation and ask again, or ask me in a direct message.',

  'command.snooze': 'Snoozes a system or instance: reports leave it out until the date you name.',
  'arg.snooze.what': 'Id of an instance, or a system with its version.',
  'arg.snooze.until': 'The date until which it is snoozed, as year-month-day.',
  'arg.snooze.until.wrong': '`{value}` is not a date; write it like `YYYY-MM-DD`.',
  'arg.snooze.reason': 'Why, for everybody who asks; in quotes when it has several words.',
  'arg.snooze.off': 'Ends it now.',
  'snooze.title': '{what} is snoozed until {until}',
  'snooze.text': 'Until then reports do not ask for it, and `fleet` lists it last. Reason: {reason}',
  'snooze.over': '{what} is no longer snoozed',
  'error.snooze.what': '`{what}` is neither the id of an instance nor a system with a version.',
  'error.snooze.what.hint': 'Write it as `i-…` or as a system with its version.',
  'error.snooze.missing': 'To snooze {what} I need the date it ends and a reason.',
  'error.snooze.missing.hint':
    'Type `/ecs-image snooze {what} --until YYYY-MM-DD --reason "…"`, or `--off` to end it.',
  'error.snooze.past': '{until} is not after today.',
  'error.snooze.past.hint': 'Name a later day, or end it with `--off`.',
  'error.snooze.none': '{what} is not snoozed.',
  'error.snooze.none.hint': '`/ecs-image fleet` shows what is.',

  'news.title': 'News about your systems',
  'news.build': 'A new build of **{family}**, of {built}: {id}, seen in {regions}.',
  'news.ending':
    '**{system}** gets fixes until {end}, {days, plural, one {# more day} other {# more days}}: {count, plural, one {# instance runs} other {# instances run}} it ({names}).',
  'news.hint': 'See all of them with `/ecs-image fleet`; leave one out of reports with `/ecs-image snooze`.',

  'doctor.picture': '✅ Pictures can be written in Chinese ({font})',
  'doctor.picture.english':
    '➖ No font with Chinese characters here: pictures are in English. Install one, such as fonts-noto-cjk',
} as const;
