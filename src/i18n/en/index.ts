import { chat } from './chat.ts';
import { ecs } from './ecs.ts';
import { errors } from './errors.ts';
import { requests } from './requests.ts';

export const en = { ...chat, ...ecs, ...errors, ...requests } as const;
