import { UserError } from '../errors.ts';
import type { ErrorKind } from './error-codes.ts';

type EcsKey = Extract<UserError['key'], `error.ecs.${string}`>;
type Slug<Key> = Key extends `error.ecs.${infer Rest}`
  ? Rest extends `${string}.hint`
    ? never
    : Rest
  : never;

/** ECS's and OSS's codes → what people are told. The first pattern that fits decides. */
const texts: readonly (readonly [RegExp, Slug<EcsKey>])[] = [
  [/^InvalidInstanceId\.NotFound|^InvalidInstance\.NotFound$/, 'instanceNotFound'],
  [/^InvalidImageId\.NotFound/, 'imageNotFound'],
  [/^Invalid(Snapshot|Disk|Task)Id\.NotFound/, 'thingNotFound'],
  [/^(InvalidRegion(Id)?\.|SourceRegion|DestinationRegion)/, 'regionNotFound'],
  [/^InvalidKeyPairName?\.NotFound/, 'keyPairNotFound'],
  [/^(InvalidOSSBucket\.(NotFound|NotMatched|Malformed)|NoSuchBucket|InvalidBucketName)/, 'bucketElsewhere'],
  [/^(InvalidOSSObject\.NotFound|NoSuchKey)/, 'objectNotFound'],
  [/^InvalidOSSObject\.Malformed/, 'objectKey'],
  [/^InvalidOSSObject\.Size/, 'objectEmpty'],
  [/^(InvalidOSSObject\.NeedRestore|InvalidObjectState)/, 'objectArchived'],
  [/^InvalidOSSBucket\.EncryptUnsupported/, 'bucketEncrypted'],
  [/^UnsupportedSuffix\.OSSObject/, 'objectSuffix'],
  [/^InvalidImageFormat\.RegionNotSupported/, 'formatNotHere'],
  [/^InvalidImageFormat/, 'imageFormat'],
  [/^(InvalidVHDImage|InvalidBlockSize)/, 'vhdDamaged'],
  [/^(InvalidImageSize|InvalidDataDiskSize)/, 'imageSize'],
  [/^InvalidImageName\.Duplicated/, 'imageNameTaken'],
  [/^InvalidImageName/, 'imageName'],
  [/^Invalid(Architecture|Platform|OSType|BootMode)\./, 'imageChoice'],
  [/^InvalidLicenseType/, 'licence'],
  [/^ImageIsImporting/, 'imageImporting'],
  [/^ImportImageFailed/, 'importFailed'],
  [/^(NoSetRoletoECSServiceAc?count|InvalidOSS\.NotAuthorized)/, 'importRole'],
  [/^InstanceLockedForSecurity/, 'instanceLocked'],
  [/^(InstanceExpired|DiskInArrears)/, 'instanceExpired'],
  [/^(INST_HAS_UNPAID_ORDER|OperationDenied\.UnpaidOrder)/, 'unpaidOrder'],
  [/^(IncorrectInstanceStatus|InstanceNotReady)/, 'instanceBusy'],
  [/^(DiskCreatingSnapshot|IncorrectDiskStatus|InvalidSystemDiskStatus)/, 'diskBusy'],
  [/^(IncorrectImageStatus|OperationDenied\.ImageNotValid)/, 'imageNotUsable'],
  [/^(ImageNotSupportInstanceType|IoOptimized\.NotSupported|InvalidParameter\.Conflict)/, 'imageDoesNotFit'],
  [/^(ImageNotSubscribed|ImageRemovedInMarket|QuotaExceed\.BuyImage)/, 'imageSubscription'],
  [/^InvalidSystemDiskSize/, 'diskSize'],
  [/^OperationDenied\.NoStock/, 'noStock'],
  [/^ChargeTypeViolation/, 'chargeType'],
  [/^(ImageUsingByInstance|ImageUseShared)/, 'imageInUse'],
  [/^(OperationDenied\.SameRegionOnly|IncorrectDestinationRegion|RegionNotSupportCopy)/, 'copyRegion'],
  [/^SizeExceed\.Image/, 'copyTooBig'],
  [/^InvalidAccountStatus\.SnapshotServiceUnavailable/, 'snapshotService'],
  [/^QuotaExceed\.(Image|ShareImageUser)|^Image(FamilyQuotaExceed|QuotaExceed)/, 'quotaImages'],
  [/^QuotaExceed\.Snapshot/, 'quotaSnapshots'],
  [/KMS|CMK/i, 'encryptionKey'],
  [/^Forbidden\.(RiskControl|UserVerification)/, 'accountCheck'],
  [
    /^(UserNotInTheWhiteList|InvalidRegion\.NotSupport|InvalidAccountStatus\.OSSDisabled)/,
    'featureNotEnabled',
  ],
];

const byKind: Record<ErrorKind, Slug<EcsKey>> = {
  throttle: 'throttled',
  transient: 'unavailable',
  transport: 'unreachable',
  busy: 'busy',
  notFound: 'notFound',
  forbidden: 'forbidden',
  quota: 'quota',
  billing: 'billing',
  invalid: 'other',
  clock: 'clock',
  auth: 'credentials',
  dryRunOk: 'other',
  unknown: 'other',
};

/** What an EcsError tells. */
type Refused = {
  kind: ErrorKind;
  code: string;
  message: string;
  action: string;
  authAction?: string | undefined;
};

/**
 * What to tell people. Slots: `code`, `message` (ECS's own words, safe), `action` (API action) and `ram` (the RAM
 * action to grant). The key's `.hint` says what to do next.
 */
export function explain({ kind, code, message, action, authAction }: Refused): UserError {
  const slug = texts.find(([pattern]) => pattern.test(code))?.[1] ?? byKind[kind];
  const ram = authAction ?? (action.includes(':') ? action : `ecs:${action}`);
  const slots = { code, message, action, ram };
  // Every text takes some of these four slots; the last resort takes the most.
  return new UserError(`error.ecs.${slug}` as 'error.ecs.other', slots);
}
