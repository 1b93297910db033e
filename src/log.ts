import { destination, type Logger, pino } from 'pino';

export type Log = Logger;

/** Values under these names never reach a log line, however deep a library nests them. */
const secretNames = [
  'token',
  'botToken',
  'appToken',
  'signingSecret',
  'clientSecret',
  'accessKeySecret',
  'securityToken',
  'password',
  'Password',
  'authorization',
  'sessionWebhook',
  'response_url',
  'responseUrl',
  'url',
];

/**
 * English, a fixed message with fields beside it. One JSON line each on standard output, written behind the work and
 * at the latest when the process ends; a kill may cost the last few.
 */
export function createLog(level: string, name: string): Log {
  return pino(
    {
      name,
      level,
      base: { pid: process.pid, process: name },
      redact: {
        paths: secretNames.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[secret]',
      },
    },
    destination({ sync: false }),
  );
}
