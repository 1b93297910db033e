import type { Catalog } from '../index.ts';
import { chat } from './chat.ts';
import { ecs } from './ecs.ts';
import { errors } from './errors.ts';
import { operations } from './operations.ts';
import { requests } from './requests.ts';

export const zh: Catalog = { ...chat, ...ecs, ...errors, ...operations, ...requests };
