import { describe, expect, it } from '@jest/globals';
import { RefusedError } from '../../../src/chat/dingtalk/calls.ts';
import type { OpenApi } from '../../../src/chat/dingtalk/open-api.ts';
import { directly } from '../../../src/chat/dingtalk/places.ts';
import { robot } from '../../../src/chat/dingtalk/robot.ts';
import { PaceError, UnknownOutcomeError } from '../../../src/chat/platform.ts';

const said = { title: 'a', text: 'a', buttons: [], mentions: [] };

/** What the robot makes of this answer to a direct message. */
function told(answer: unknown): Promise<string> {
  const api: OpenApi = { call: async () => answer, upload: async () => undefined };
  return robot(api, 'robot').say(directly({ id: 'staff-0001' }), said);
}

describe('an answer to a direct message', () => {
  it('that names the person as unknown is a refusal, key or none', async () => {
    await expect(told({ invalidStaffIdList: ['staff-0001'] })).rejects.toBeInstanceOf(RefusedError);
  });

  it('that names the person as told too much is a reason to wait', async () => {
    await expect(told({ flowControlledStaffIdList: ['staff-0001'] })).rejects.toBeInstanceOf(PaceError);
  });

  it('without a key is a message that cannot be known again', async () => {
    await expect(told({})).resolves.toBe('');
  });

  it('that is no answer leaves it in doubt', async () => {
    await expect(told(undefined)).rejects.toBeInstanceOf(UnknownOutcomeError);
  });
});
