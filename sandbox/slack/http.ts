import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from './api.ts';
import { isObject } from './blocks/rules.ts';

export interface Body {
  /** Of a JSON body; undefined for any other or a broken one. */
  json: unknown;
  /** Fields of a urlencoded or multipart body. */
  fields: Json;
  /** The uploaded file: a multipart body's only file, or the body itself. */
  bytes: Buffer;
}

/** Reads a request whole, in the three forms Slack takes. */
export async function bodyOf(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (type.includes('json')) return { json: parsed(bytes.toString()), fields: {}, bytes };
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { json: undefined, fields: Object.fromEntries(new URLSearchParams(bytes.toString())), bytes };
  }
  if (!type.startsWith('multipart/')) return { json: undefined, fields: {}, bytes };
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const fields: Json = {};
  let file: Buffer | undefined;
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value;
    else file = Buffer.from(await value.arrayBuffer());
  }
  return { json: undefined, fields, bytes: file ?? Buffer.from(String(fields.body ?? '')) };
}

/** These arguments are JSON inside a form's string. */
const structured = ['blocks', 'view', 'metadata', 'files', 'message'];

/** A Web API call's token and arguments. */
export function callOf(request: IncomingMessage, body: Body, url: URL): { token?: string; args: Json } {
  const sent: Json = {
    ...Object.fromEntries(url.searchParams),
    ...body.fields,
    ...(isObject(body.json) ? body.json : {}),
  };
  const { token, ...args } = sent;
  for (const name of structured) {
    if (typeof args[name] === 'string') args[name] = parsed(args[name]) ?? args[name];
  }
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return { token: bearer ?? (typeof token === 'string' ? token : undefined), args };
}

export function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

/** JSON, or undefined when it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
