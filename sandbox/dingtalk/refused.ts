import { z } from 'zod';

/** DingTalk says no: a text `code` is the v1.0 API's, with an HTTP status; a number is the older API's, with 200. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string | number;
  readonly detail: Record<string, unknown>;

  constructor(status: number, code: string | number, message: string, detail: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

export const oapiRefused = (errcode: number, errmsg: string) => new Refused(200, errcode, errmsg);

/** A body in the shape asked for. Fields DingTalk does not know are refused too: the real one would pass them over. */
export function read<T>(schema: z.ZodType<T>, body: unknown, code: string | number = 'invalidParameter'): T {
  const { success, data, error } = schema.safeParse(body);
  if (success) return data;
  throw new Refused(typeof code === 'number' ? 200 : 400, code, z.prettifyError(error).replaceAll('\n', ' '));
}

/** Text that shows something. */
export const Words = z.string().trim().min(1);
export const Address = z.string().regex(/^[a-z][a-z0-9+.-]*:\/\/\S+$/i, 'an address is needed');

/** At most so many bytes of UTF-8. */
export const bytesOf = (text: string): number => Buffer.byteLength(text);
