import type { Catalog } from '../catalog.ts';
import { answers } from './answers.ts';
import { chat } from './chat.ts';
import { commands } from './commands.ts';
import { dingtalk } from './dingtalk.ts';
import { ecs } from './ecs.ts';
import { errors } from './errors.ts';
import { fleet } from './fleet.ts';
import { imports } from './import.ts';
import { operations } from './operations.ts';
import { replace } from './replace.ts';
import { requests } from './requests.ts';
import { status } from './status.ts';
import { steps } from './steps.ts';

export const zh: Catalog = {
  ...answers,
  ...chat,
  ...commands,
  ...dingtalk,
  ...ecs,
  ...errors,
  ...fleet,
  ...imports,
  ...operations,
  ...replace,
  ...requests,
  ...status,
  ...steps,
};
