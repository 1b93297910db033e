import type { Catalog } from '../catalog.ts';
import { advice } from './advice.ts';
import { answers } from './answers.ts';
import { chat } from './chat.ts';
import { commands } from './commands.ts';
import { dingtalk } from './dingtalk.ts';
import { ecs } from './ecs.ts';
import { errors } from './errors.ts';
import { fleet } from './fleet.ts';
import { guide } from './guide.ts';
import { imports } from './import.ts';
import { operations } from './operations.ts';
import { replace } from './replace.ts';
import { requests } from './requests.ts';
import { show } from './show.ts';
import { status } from './status.ts';
import { steps } from './steps.ts';
import { systems } from './systems.ts';

export const zh: Catalog = {
  ...advice,
  ...answers,
  ...chat,
  ...commands,
  ...dingtalk,
  ...ecs,
  ...errors,
  ...fleet,
  ...guide,
  ...imports,
  ...operations,
  ...replace,
  ...requests,
  ...show,
  ...status,
  ...steps,
  ...systems,
};
