import type { TaskFailure } from '../../src/domain/cloud.ts';
import { kindOfCode } from '../../src/ecs/error-codes.ts';
import { EcsError, explain } from '../../src/ecs/errors.ts';
import type { UserError } from '../../src/errors.ts';

/** Why an import task failed. Its codes are those of the call itself, so they are explained alike. */
export function importFailure(failure: TaskFailure | undefined): UserError {
  const code = failure?.code ?? 'ImportImageFailed';
  const message = failure?.message ?? code;
  return explain(new EcsError({ kind: kindOfCode(code, 400), code, message, action: 'ImportImage' }));
}
