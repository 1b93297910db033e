import { describe, expect, it } from '@jest/globals';
import { kindOfCode } from '../../src/ecs/error-codes.ts';
import { EcsError, explain, normalise } from '../../src/ecs/errors.ts';
import { delayMs } from '../../src/ecs/retry.ts';
import { translator } from '../../src/i18n/index.ts';
import { plain } from '../../src/i18n/text.ts';

describe('what an error code means for the caller', () => {
  it.each([
    ['Throttling.User', 400, 'throttle'],
    ['Rejected.Throttling', 400, 'throttle'],
    ['InvalidOSSBucket.FlowLimit', 400, 'throttle'],
    ['DryRunOperation', 400, 'dryRunOk'],
    ['DRYRUN.SUCCESS', 403, 'dryRunOk'],
    ['InternalError', 500, 'transient'],
    ['SomethingNew', 503, 'transient'],
    ['IncorrectInstanceStatus', 403, 'busy'],
    ['IncorrectDiskStatus.CreatingSnapshot', 403, 'busy'],
    ['IdempotentProcessing', 403, 'busy'],
    ['InvalidOperation.Conflict', 409, 'busy'],
    ['InvalidSnapshotId.NotReady', 400, 'busy'],
    ['InvalidInstanceId.NotFound', 404, 'notFound'],
    ['NoSuchKey', 404, 'notFound'],
    ['Forbbiden', 403, 'forbidden'],
    ['Forbidden.RAM', 403, 'forbidden'],
    ['AccessDenied', 403, 'forbidden'],
    ['NoSetRoletoECSServiceAcount', 403, 'forbidden'],
    ['NoSetRoletoECSServiceAccount', 403, 'forbidden'],
    ['QuotaExceed.Image', 403, 'quota'],
    ['Invocation.ExceedQuota', 403, 'quota'],
    ['Account.Arrearage', 400, 'billing'],
    ['InvalidAccountStatus.NotEnoughBalance', 403, 'billing'],
    ['INST_HAS_UNPAID_ORDER', 403, 'billing'],
    ['InvalidTimeStamp.Expired', 400, 'clock'],
    ['SignatureNonceUsed', 400, 'transient'],
    ['InvalidAccessKeyId.NotFound', 404, 'auth'],
    ['InvalidSecurityToken.Expired', 400, 'auth'],
    ['InvalidImageName.Duplicated', 400, 'invalid'],
    ['IdempotentParameterMismatch', 403, 'invalid'],
    ['OperationDenied', 500, 'transient'],
    ['OperationDenied', 400, 'invalid'],
  ] as const)('%s (%i) is %s', (code, status, kind) => {
    expect(kindOfCode(code, status)).toBe(kind);
  });

  it('keeps its own errors as they are', () => {
    const error = new EcsError({ kind: 'busy', code: 'X', action: 'StopInstance', message: 'x' });

    expect(normalise(error, 'StartInstance')).toBe(error);
  });
});

describe('what people are told', () => {
  const told = (code: string, status: number, locale: 'en' | 'zh') => {
    const error = normalise({ code, statusCode: status, data: { Message: 'Because.' } }, 'ImportImage');
    const { key, slots } = explain(error);
    const t = translator(locale);
    return [t.stored(key, slots), t.stored(`${key}.hint`, slots)].map((text) => text && plain(text));
  };

  it.each([
    ['InvalidOSSBucket.NotMatched', 400],
    ['NoSetRoletoECSServiceAcount', 403],
    ['InvalidVHDImage.IncorrectSize', 403],
    ['InvalidSystemDiskSize.LessThanImageSize', 400],
    ['ImageNotSupportInstanceType', 403],
    ['OperationDenied.NoStock', 403],
    ['QuotaExceed.Image', 403],
    ['Throttling', 400],
    ['NeverHeardOf', 400],
  ])('is what happened and what to do next, in both languages: %s', (code, status) => {
    const [english, englishHint] = told(code, status, 'en');
    const [chinese, chineseHint] = told(code, status, 'zh');

    expect(english).toMatch(/^[\x20-\x7e’…]+$/);
    expect(englishHint).toMatch(/^[\x20-\x7e’…]+$/);
    expect(chinese).toMatch(/\p{Script=Han}/u);
    expect(chineseHint).toMatch(/\p{Script=Han}/u);
  });

  it('is ECS’s own sentence with its code where we have no better', () => {
    expect(told('NeverHeardOf', 400, 'en')[0]).toBe(
      'Alibaba Cloud refused ImportImage: Because. (NeverHeardOf)',
    );
  });

  it('names the RAM action that is missing', () => {
    expect(told('Forbidden.RAM', 403, 'en')[0]).toContain('ecs:ImportImage');
  });
});

describe('the wait before the next try', () => {
  const minute = 60_000;
  const throttled = { kind: 'throttle' } as const;
  const middle = () => 0.5;

  it('grows when ECS fails', () => {
    const waits = [1, 2, 3, 4].map((nth) => delayMs({ kind: 'transient' }, nth, 0, middle));

    expect(waits).toEqual([500, 1000, 2000, 4000]);
  });

  it('is what ECS asks for when it throttles and says how long', () => {
    expect(delayMs({ ...throttled, retryAfterMs: 7000 }, 1, 0, middle)).toBe(7000);
  });

  it('is never longer than a minute for that', () => {
    expect(delayMs({ ...throttled, retryAfterMs: 10 * minute }, 1, 0, middle)).toBe(minute);
  });

  it('reaches into the next minute from the second time, when ECS does not say how long', () => {
    expect(delayMs(throttled, 1, 20_000, middle)).toBe(1500);
    expect(delayMs(throttled, 2, 20_000, middle)).toBe(40_500);
  });
});
