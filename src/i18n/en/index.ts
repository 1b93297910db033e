import { errors } from './errors.ts';
import { requests } from './requests.ts';

export const en = { ...errors, ...requests } as const;
