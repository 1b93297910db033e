import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** As DingTalk's look: base64 with all its signs, so whoever builds a key or an address of one must take care. */
export const newMsgId = (): string => `msg${randomBytes(16).toString('base64')}`;
export const newProcessQueryKey = (): string => randomBytes(24).toString('base64');
export const newMediaId = (): string => `@lA${randomBytes(12).toString('base64url')}`;
export const newSecret = (): string => randomBytes(16).toString('hex');
export const newId = (): string => randomUUID();

/** Two chats of one person are two, and stay the same over restarts. */
export const directId = (person: string): string => `cidDm${digest(person).slice(0, 18)}==`;
export const senderIdOf = (person: string): string => `$:LWCP_v1:$${digest(person)}`;

const digest = (text: string) => createHash('sha256').update(text).digest('base64').slice(0, 22);
