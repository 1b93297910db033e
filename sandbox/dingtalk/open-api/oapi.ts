import { z } from 'zod';
import { newMediaId } from '../ids.ts';
import { oapiRefused, read } from '../refused.ts';
import { staffOf } from '../state.ts';
import type { Endpoint } from './endpoint.ts';

const GetUser = z.strictObject({ userid: z.string(), language: z.string().optional() });
const ListRole = z.strictObject({
  role_id: z.number(),
  size: z.number().int().min(1).max(100).optional(),
  offset: z.number().int().min(0).optional(),
});
const badParameter = 40035;
/** Bytes, by type. */
const largest: Record<string, number> = {
  image: 20e6,
  voice: 2e6,
  video: 20e6,
  file: 20e6,
};

/** The older API: answers 200 with an errcode, and takes its token in the query (§5). */
export const oapi: Record<string, Endpoint> = {
  'POST /topapi/v2/user/get': {
    token: 'query',
    scope: 'qyapi_get_member',
    metered: false,
    run({ body }, state) {
      const person = staffOf(state, read(GetUser, body, badParameter).userid);
      if (!person) throw oapiRefused(60121, '找不到该用户');
      const { staffId, name, title, admin, roles } = person;
      const result = { userid: staffId, name, title, admin, role_list: roles, dept_id_list: [1] };
      return { errcode: 0, errmsg: 'ok', result: { ...result, active: true, boss: false } };
    },
  },

  'POST /topapi/role/simplelist': {
    token: 'query',
    scope: 'qyapi_get_department_member',
    metered: false,
    run({ body }, { people }) {
      const { role_id, size = 20, offset = 0 } = read(ListRole, body, badParameter);
      const all = [...people.values()]
        .filter(({ staffId, roles }) => staffId && roles.some(({ id }) => id === role_id))
        .map(({ staffId, name }) => ({ userid: staffId, name }));
      const next = offset + size;
      const hasMore = next < all.length;
      const result = { list: all.slice(offset, next), hasMore, ...(hasMore && { nextCursor: next }) };
      return { errcode: 0, errmsg: 'ok', result };
    },
  },

  'POST /media/upload': {
    token: 'query',
    metered: true,
    async run({ query, raw, contentType }, state) {
      const type = query.get('type') ?? '';
      const most = largest[type];
      if (!most) throw oapiRefused(40004, '不合法的媒体文件类型');
      if (!contentType.startsWith('multipart/form-data')) throw oapiRefused(41005, '缺少多媒体文件数据');
      const form = await new Response(new Uint8Array(raw), {
        headers: { 'content-type': contentType },
      }).formData();
      const media = form.get('media');
      if (!media || typeof media === 'string') throw oapiRefused(41005, '缺少多媒体文件数据');
      const bytes = Buffer.from(await media.arrayBuffer());
      if (bytes.length === 0 || bytes.length > most) throw oapiRefused(40006, '不合法的文件大小');
      const id = newMediaId();
      state.media.set(id, { id, name: media.name, type, bytes });
      return { errcode: 0, errmsg: 'ok', type, media_id: id, created_at: state.now() };
    },
  },
};
