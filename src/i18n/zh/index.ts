import type { Catalog } from '../index.ts';
import { errors } from './errors.ts';

export const zh: Catalog = { ...errors };
