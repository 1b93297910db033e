import type { Command } from '../command.ts';
import { compare } from './compare.ts';
import { approve, cancel, deny } from './decisions.ts';
import { doctor } from './doctor.ts';
import { eol } from './eol.ts';
import { fleet } from './fleet.ts';
import { guide } from './guide.ts';
import { help } from './help.ts';
import { images } from './images.ts';
import { importCommand } from './import.ts';
import { recommend } from './recommend.ts';
import { replace } from './replace.ts';
import { requests } from './requests.ts';
import { show } from './show.ts';
import { snooze } from './snooze.ts';
import { status } from './status.ts';
import { whoami } from './whoami.ts';

/** All commands; their order is the order of help. */
export const commands: Command[] = [
  recommend,
  images,
  show,
  compare,
  eol,
  guide,
  fleet,
  snooze,
  replace,
  importCommand,
  status,
  requests,
  approve,
  deny,
  cancel,
  whoami,
  help,
  doctor,
];
