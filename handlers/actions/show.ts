import { action } from '../action.ts';
import { show as showThing } from '../show.ts';
import { readRecord } from './record.ts';

/** Shows the thing whose id the button carries, as `show` does. */
export const show = action({
  name: 'show',
  role: 'viewer',
  run(record, ctx) {
    const { id, region } = readRecord(record);
    return showThing(id, ctx, region);
  },
});
