import { answers } from './answers.ts';
import { chat } from './chat.ts';
import { commands } from './commands.ts';
import { ecs } from './ecs.ts';
import { errors } from './errors.ts';
import { operations } from './operations.ts';
import { requests } from './requests.ts';

export const en = {
  ...answers,
  ...chat,
  ...commands,
  ...ecs,
  ...errors,
  ...operations,
  ...requests,
} as const;
