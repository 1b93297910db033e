import { isObject } from '../blocks/rules.ts';
import { postAsApp } from '../messages.ts';
import { newId } from '../state.ts';
import { postable, threadOf } from './chat.ts';
import { ApiError, type Method, text } from './method.ts';

/** The upload in three steps: ask for an address, POST the bytes there (`index.ts`), say where it shows. */
export const files: Record<string, Method> = {
  'files.getUploadURLExternal': {
    scope: 'files:write',
    perMinute: 100,
    args: ['filename', 'length', 'alt_text', 'alt_txt', 'snippet_type'],
    required: ['filename', 'length'],
    run(args, state) {
      const id = newId('F');
      const size = Number(args.length);
      if (!Number.isInteger(size) || size <= 0) throw new ApiError('invalid_arguments');
      state.files.set(id, {
        id,
        name: text(args.filename),
        title: text(args.filename),
        size,
        url_private: `${state.url}/files/${id}`,
        bytes: Buffer.alloc(0),
        uploaded: false,
        shared: false,
      });
      return { upload_url: `${state.url}/upload/${id}`, file_id: id };
    },
  },

  'files.completeUploadExternal': {
    scope: 'files:write',
    perMinute: 100,
    args: ['files', 'channel_id', 'thread_ts', 'initial_comment'],
    required: ['files'],
    run(args, state) {
      const sent = (Array.isArray(args.files) ? args.files : []).filter(isObject).map(({ id, title }) => {
        const file = state.files.get(text(id));
        if (!file?.uploaded || file.shared) throw new ApiError('file_not_found');
        file.title = text(title) || file.name;
        return file;
      });
      if (sent.length === 0) throw new ApiError('invalid_arguments');
      if (args.channel_id !== undefined) {
        const channel = postable(state, args.channel_id, false);
        postAsApp(state, channel.id, {
          text: text(args.initial_comment),
          thread_ts: threadOf(state, channel, args.thread_ts),
          files: sent.map(({ bytes: _bytes, uploaded: _uploaded, shared: _shared, ...file }) => file),
        });
      }
      for (const file of sent) file.shared = true;
      return { files: sent.map(({ id, title }) => ({ id, title })) };
    },
  },
};
