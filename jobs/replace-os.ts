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
    step.stop,
    step.stopped,
    step.snapshot,
    step.taken,
    step.replace,
    step.attached,
    step.diskReady,
    step.policy,
    step.start,
    step.running,
    agentBack,
    inspectAfter,
    inspectedAfter,
    step.prove,
  ],
  recovery: { needed: step.mustStartAgain, steps: step.recovery },
  summary,
  brief,
  result,
});
