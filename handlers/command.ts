import type { z } from 'zod';
import type { Operation } from '../jobs/operation.ts';
import type { Card } from '../src/chat/card.ts';
import type { Incoming } from '../src/chat/platform.ts';
import type { Config } from '../src/config.ts';
import type { Person, Role } from '../src/domain/access.ts';
import type { Request } from '../src/domain/request.ts';
import type { Catalog } from '../src/ecs/catalog.ts';
import type { Ecs } from '../src/ecs/index.ts';
import type { Health } from '../src/health.ts';
import type { MessageKey, Translate } from '../src/i18n/index.ts';
import type { Words } from '../src/i18n/text.ts';
import type { RequestStore } from '../src/store/requests.ts';
import type { SnoozeStore } from '../src/store/snoozes.ts';
import type { Choice, Said } from './decide.ts';

/** A card is for all in the place where it was asked, as one message that names the asker. */
export type Answer = Card | { card: Card; files: Attachment[] } | { whisper: Card } | 'silent';

/** A file that goes into the thread of the answer, after it. */
export type Attachment = { name: string; title: Words; content: Buffer };

/** One thing somebody did. */
export type Asked = { incoming: Incoming; who: Person; t: Translate; now: number };

/** What commands and actions work with; the same for the life of the process. */
export type Parts = {
  ecs: Ecs;
  catalog: Catalog;
  /** `region` unless the person names another; `regions` are searched for an id. */
  home: { region: string; regions: string[]; site: Config['site'] };
  config: Pick<Config, 'directory' | 'approvals' | 'configFile' | 'importVmdk' | 'backupKeepMs'>;
  commands: Command[];
  operations: Operation[];
  requests: RequestStore;
  snoozes: SnoozeStore;
  health: Health;
  /** Rights the chats have not given, as `slack: files:write`. */
  chatLacks(): Promise<string[]>;
};

export type Ctx = Asked &
  Parts & {
    /** Starts long work or asks for its approval; the card of the request is the answer. */
    submit(operation: Operation, plan: Record<string, unknown>): Promise<Answer>;
    /** The one way to decide about a request; throws a `UserError` that says who was faster or which rule refuses. */
    decide(id: string, choice: Choice, said?: Said): Promise<Request>;
    /** Says these words to the asker when the work takes longer than a person waits without one. */
    patiently<T>(words: Words, work: Promise<T>): Promise<T>;
  };

export type Command<Args extends z.ZodObject = z.ZodObject> = {
  name: string;
  /** Chinese verbs. */
  aliases: string[];
  summary: MessageKey;
  role: Role;
  /** Help shows it to these alone, where the thing it is about decides who may. */
  shownTo?: Role;
  args: Args;
  /** Opens a form when required arguments are missing. */
  asks: boolean;
  /** A first word that stands for the whole command, such as the id of an instance. */
  startsWith?: RegExp;
  /** Whole commands to copy, without the prefix; the first is shown with errors. */
  examples: string[];
  run(args: z.output<Args>, ctx: Ctx): Promise<Answer> | Answer;
};

/** Declares a command: parsing, help, hints, docs and forms all come from this one value. */
export function command<Args extends z.ZodObject>(
  declared: Omit<Command<Args>, 'aliases' | 'asks' | 'examples'> & {
    aliases?: string[];
    asks?: boolean;
    examples?: string[];
  },
): Command {
  const whole: Command<Args> = { aliases: [], asks: false, examples: [], ...declared };
  return whole as unknown as Command;
}

/** A word by its position; with `rest` all words that are left, joined by spaces. */
export function arg<S extends z.ZodType>(help: MessageKey, schema: S, { rest = false } = {}): S {
  return schema.meta({ help, positional: true, rest });
}

/** `--name value`; a schema that takes `true` makes it `--name` alone. */
export function option<S extends z.ZodType>(help: MessageKey, schema: S): S {
  return schema.meta({ help });
}

export type Argument = {
  /** The key in `args`. */
  key: string;
  /** As it is typed: `os`, `--no-backup`. */
  shown: string;
  help: MessageKey;
  schema: z.ZodType;
  positional: boolean;
  rest: boolean;
  required: boolean;
  /** An option that takes no value. */
  bare: boolean;
  choices?: string[];
};

/** The arguments of a command in the order of their declaration. */
export function argumentsOf({ args }: Pick<Command, 'args'>): Argument[] {
  return Object.entries(args.shape).map(([key, field]) => {
    const schema = field as z.ZodType;
    const { help, positional = false, rest = false } = schema.meta() as Declared;
    const choices = choicesOf(schema);
    return {
      key,
      shown: positional ? key : `--${typedName(key)}`,
      help,
      schema,
      positional,
      rest,
      required: !schema.safeParse(undefined).success,
      bare: !positional && schema.safeParse('true').data === true,
      ...(choices && { choices }),
    };
  });
}

/** `noBackup` is typed as `no-backup`. */
export function typedName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

type Declared = { help: MessageKey; positional?: boolean; rest?: boolean };

/** The words of an enum, through whatever wraps it. */
function choicesOf(schema: z.ZodType): string[] | undefined {
  const { options, def } = schema as { options?: string[]; def: { innerType?: z.ZodType; out?: z.ZodType } };
  const inner = def.innerType ?? def.out;
  return options ?? (inner && choicesOf(inner));
}
