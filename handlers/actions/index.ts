import type { Action } from '../action.ts';
import { ask } from './ask.ts';
import { decisions } from './decisions.ts';
import { guide } from './guide.ts';
import { pick } from './pick.ts';
import { show } from './show.ts';

export const actions: Action[] = [...decisions, show, pick, ask, guide];
