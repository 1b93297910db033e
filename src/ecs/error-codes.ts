/**
 * What an error means for the caller:
 * - `throttle`, `transient`, `transport`, `busy`: the same call may work later. After `transport` the effect may
 *   or may not have happened, so a write is sent again only with the same ClientToken or after reading the state.
 * - `notFound`, `forbidden`, `quota`, `billing`, `invalid`: somebody must change something first.
 * - `clock`: this machine's time is wrong. `auth`: the credentials are. `dryRunOk`: how ECS says yes to a dry run.
 */
export type ErrorKind =
  | 'throttle'
  | 'transient'
  | 'transport'
  | 'busy'
  | 'notFound'
  | 'forbidden'
  | 'quota'
  | 'billing'
  | 'invalid'
  | 'clock'
  | 'auth'
  | 'dryRunOk'
  | 'unknown';

/** The first pattern that fits decides. Historical typos (`Forbbiden`, `Acount`) are ECS's own. */
const kinds: readonly (readonly [RegExp, ErrorKind])[] = [
  [/Throttling|FlowLimit|^SlowDown$|^QpsLimit/, 'throttle'],
  [/^(DryRunOperation|DRYRUN\.SUCCESS)$/, 'dryRunOk'],
  // A nonce is new for each call, so this one was doubled on its way.
  [/^(InternalError|ServiceUnavailable|SignatureNonceUsed)/, 'transient'],
  [/^(InvalidTimeStamp|RequestTimeTooSkewed)/, 'clock'],
  [
    /^(InvalidAccessKeyId|SignatureDoesNotMatch|IncompleteSignature|InvalidSecurityToken|SecurityTokenExpired)/,
    'auth',
  ],
  [
    /^(IncorrectInstanceStatus|IncorrectDiskStatus|DiskCreatingSnapshot|InstanceNotReady|IdempotentProcessing|LastTokenProcessing)/,
    'busy',
  ],
  [
    /^(InvalidOperation\.Conflict|OperationConflict|Operation\.Conflict|OperationDenied\.ImageCop(ying|yConflict)|TooManySnapshot\.Unfinished)/,
    'busy',
  ],
  [
    /^(InvalidSnapshotId\.NotReady|SnapshotNotReady|InvalidSystemDiskStatus\.IsTransfering|ImageIsImporting|ImageIsExporting)/,
    'busy',
  ],
  [/^(QuotaExceed\.ConcurrentSnapshotQuota|ConcurrentQuotaExceed)/, 'busy'],
  [
    /NotEnoughBalance|InsufficientBalance|Arrearage|InArrears|UNPAID_ORDER|UnpaidOrder|CreateOrder/,
    'billing',
  ],
  [/NoSetRoletoECSServiceAc?count|NotAuthorized$|^InstanceLockedForSecurity/, 'forbidden'],
  [/^(Forbidden|Forbbiden|NoPermission|AccessDenied|UserNotInTheWhiteList)/, 'forbidden'],
  [/QuotaExceed|^NumberExceed|ExceedQuota/, 'quota'],
  [/NotFound|^NoSuch|NotExist/, 'notFound'],
];

/** Kind of an error that has a code and an HTTP status. */
export function kindOfCode(code: string, status: number): ErrorKind {
  const known = kinds.find(([pattern]) => pattern.test(code));
  if (known) return known[1];
  if (status >= 500) return 'transient';
  return status >= 400 ? 'invalid' : 'unknown';
}
