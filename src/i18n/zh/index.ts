import type { Catalog } from '../index.ts';
import { errors } from './errors.ts';
import { requests } from './requests.ts';

export const zh: Catalog = { ...errors, ...requests };
