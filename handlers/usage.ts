import type { Block, Card, Fact, Field, Form } from '../src/chat/card.ts';
import { allows, type Person } from '../src/domain/access.ts';
import type { Translate } from '../src/i18n/index.ts';
import { code, plain, spans, type Text, type Words } from '../src/i18n/text.ts';
import { type Argument, argumentsOf, type Command, typedName } from './command.ts';

/** How a command begins wherever it is copied to. */
export const prefix = '/ecs-image';

/** `recommend <os…> [--arch x86_64|arm64]`. */
export function usage(command: Command): string {
  return [command.name, ...argumentsOf(command).map(placeholder)].join(' ');
}

/** A command with the values it has, and placeholders for required ones it lacks: ready to copy and complete. */
export function commandLine({
  command,
  values,
}: {
  command: Command;
  values: Record<string, string>;
}): string {
  const parts = argumentsOf(command).flatMap((argument) => {
    const value = values[argument.key];
    if (value === undefined) return argument.required ? [placeholder(argument)] : [];
    if (argument.positional) return [argument.rest ? value : quoted(value)];
    return argument.bare ? [argument.shown] : [argument.shown, quoted(value)];
  });
  return [prefix, command.name, ...parts].join(' ');
}

/** Under an error: the right form, something to copy, where there is more. */
export function guide(command: Command, t: Translate, example?: string): Block[] {
  const first = command.examples[0];
  const copy = example ?? (first && `${prefix} ${first}`);
  const facts: Fact[] = [
    { label: t('usage.form'), value: code(`${prefix} ${usage(command)}`) },
    ...(copy ? [{ label: t('usage.example'), value: code(copy) }] : []),
    { label: t('usage.more'), value: code(`${prefix} help ${command.name}`) },
  ];
  return [{ kind: 'facts', facts }];
}

/** Every command this person may run, in the list's order. */
export function helpCard(commands: Command[], who: Person, t: Translate): Card {
  const allowed = commands.filter(({ role, shownTo = role }) => allows(who, shownTo));
  return {
    title: t('help.title'),
    body: [
      { kind: 'text', text: t('help.intro', { prefix: code(prefix) }) },
      {
        kind: 'list',
        items: allowed.map((one) => t('help.line', { name: one.name, summary: summary(one, t) })),
      },
      { kind: 'text', text: t('help.verbs', { verbs: allowed.flatMap(({ aliases }) => aliases).join(' ') }) },
    ],
    footer: t('help.more', { prefix }),
  };
}

export function commandHelp(command: Command, t: Translate): Card {
  const facts = argumentsOf(command).map((one) => ({
    label: code(placeholder(one)),
    value: meaning(one, t),
  }));
  return {
    title: t('help.command.title', { name: command.name }),
    body: [
      { kind: 'text', text: summary(command, t) },
      { kind: 'text', text: code(`${prefix} ${usage(command)}`) },
      ...(facts.length ? [{ kind: 'facts' as const, facts }] : []),
      ...(command.examples.length ? [{ kind: 'heading' as const, text: t('usage.examples') }] : []),
      ...(command.examples.length
        ? [{ kind: 'list' as const, items: command.examples.map((one) => code(`${prefix} ${one}`)) }]
        : []),
    ],
    footer: t('help.command.role', {
      role: { term: 'role', word: command.role },
      verbs: { list: [command.name, ...command.aliases] },
    }),
  };
}

/** Asks for what is missing; what was typed is filled in already. */
export function formOf(
  { command, values }: { command: Command; values: Record<string, string> },
  t: Translate,
): Form {
  return {
    name: command.name,
    title: t.stored(`form.${command.name}`) ?? command.name,
    submit: t('form.submit'),
    cancel: t('form.cancel'),
    intro: summary(command, t),
    fields: argumentsOf(command)
      .filter(({ bare }) => !bare)
      .map((one) => field(one, values[one.key], t)),
  };
}

/** The commands as Markdown: `docs/commands.md` in one language. */
export function commandDocs(commands: Command[], t: Translate): string {
  return commands.map((command) => commandDoc(command, t)).join('\n');
}

/** What Slack shows while `/ecs-image` is typed. */
export function usageHint(commands: Command[]): string {
  return commands.map(({ name }) => name).join(' | ');
}

function commandDoc(command: Command, t: Translate): string {
  const verbs = { list: [command.name, ...command.aliases] };
  const role = { term: 'role' as const, word: command.shownTo ?? command.role };
  const rows = argumentsOf(command).map(
    (one) =>
      `| \`${placeholder(one).replaceAll('|', '\\|')}\` | ${markdown(meaning(one, t)).replaceAll('|', '\\|')} |`,
  );
  return [
    `## ${command.name}`,
    '',
    markdown(summary(command, t)),
    '',
    '```',
    `${prefix} ${usage(command)}`,
    '```',
    '',
    ...(rows.length
      ? [`| ${markdown(t('usage.argument'))} | ${markdown(t('usage.meaning'))} |`, '|---|---|', ...rows, '']
      : []),
    ...command.examples.map((one) => `- \`${prefix} ${one}\``),
    ...(command.examples.length ? [''] : []),
    markdown(t('help.command.role', { role, verbs })),
    '',
  ].join('\n');
}

/** `<os…>`, `[id]`, `[--arch x86_64|arm64]`, `--to <to>`. */
function placeholder({ key, shown, positional, rest, required, bare, choices }: Argument): string {
  const value = choices?.join('|') ?? `<${typedName(key)}>`;
  if (positional) return required ? `<${key}${rest ? '…' : ''}>` : `[${key}${rest ? '…' : ''}]`;
  const whole = bare ? shown : `${shown} ${value}`;
  return required ? whole : `[${whole}]`;
}

function meaning({ help, choices }: Argument, t: Translate): Text {
  const text = t.stored(help) ?? [];
  return choices ? t('usage.choices', { help: text, choices: { list: choices } }) : text;
}

function field({ key, help, required, choices }: Argument, value: string | undefined, t: Translate): Field {
  return {
    name: key,
    label: plain(t.stored(help) ?? key).replace(/[.。]$/, ''),
    ...(value !== undefined && { value }),
    ...(!required && { optional: true }),
    ...(choices && { options: choices.map((choice) => ({ value: choice, label: choice })) }),
  };
}

function summary(command: Command, t: Translate): Text {
  return t.stored(command.summary) ?? [];
}

function quoted(value: string): string {
  return /[\s"']/.test(value) ? `"${value.replaceAll('"', '')}"` : value;
}

export function markdown(words: Words): string {
  return spans(words)
    .map((span) => {
      if ('mention' in span || 'at' in span) return '';
      if ('link' in span) return `[${span.text}](${span.link})`;
      return span.style === 'code' ? `\`${span.text}\`` : span.text;
    })
    .join('');
}
