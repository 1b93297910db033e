import type { Role } from '../src/domain/access.ts';
import type { Answer, Ctx } from './command.ts';

/** A button. Its record is an id that anybody could have sent: look it up, never trust it. */
export type Action = {
  name: string;
  role: Role;
  /** The form of a command to open at once, with what the record tells filled in. From memory. */
  opens?(record: string): { command: string; values: Record<string, string> } | undefined;
  run(record: string, ctx: Ctx): Promise<Answer> | Answer;
};

export function action(declared: Action): Action {
  return declared;
}
