import { Replacement } from '../src/domain/replacement.ts';
import { operation } from './operation.ts';
import { brief, summary } from './replace-os/brief.ts';
import {
  agentBack,
  inspectAfter,
  inspectBefore,
  inspectedAfter,
  inspectedBefore,
} from './replace-os/guest.ts';
import * as power from './replace-os/power.ts';
import { result } from './replace-os/result.ts';
import { ReplaceState } from './replace-os/state.ts';
import * as step from './replace-os/steps.ts';

/** Another system on an instance: stop, snapshot, ReplaceSystemDisk, start, proof. */
export const replaceOs = operation<Replacement, ReplaceState>({
  name: 'replace-os',
  version: 1,
  approval: 'required',
  input: Replacement,
  state: ReplaceState,
  holds: ({ region, instance }) => [`instance:${region}/${instance.id}`],
  steps: [
    step.recheck,
    inspectBefore,
    inspectedBefore,
    power.stop,
    power.stopped,
    step.snapshot,
    step.taken,
    step.replace,
    step.attached,
    step.diskReady,
    step.policy,
    power.start,
    power.running,
    agentBack,
    inspectAfter,
    inspectedAfter,
    step.prove,
  ],
  recovery: { needed: power.mustStartAgain, steps: power.recovery },
  summary,
  brief,
  result,
});
