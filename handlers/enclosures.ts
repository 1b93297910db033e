import type { Translate } from '../src/i18n/index.ts';
import type { Store } from '../src/store/index.ts';
import type { StoredFile } from '../src/store/outbox.ts';
import type { Attachment } from './command.ts';

/** Lays the files of an answer where whoever sends it finds them. The same delivery's files replace each other. */
export async function keep(
  files: Store['files'],
  answer: string,
  attachments: Attachment[],
  t: Translate,
): Promise<StoredFile[]> {
  return Promise.all(
    attachments.map(async ({ name, title, content }, i) => {
      const id = `${answer}.${i}`;
      await files.put(id, content);
      const otherwise = { tone: 'warn', title: t('fleet.unsent', { name }), locale: t.locale } as const;
      return { id, name, title, otherwise };
    }),
  );
}
