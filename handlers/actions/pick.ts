import { code } from '../../src/i18n/text.ts';
import { action } from '../action.ts';
import { prefix } from '../usage.ts';
import { readRecord } from './record.ts';

/** Begins a replacement with an image or an instance already chosen: the form of `replace`, or what to type. */
export const pick = action({
  name: 'pick',
  role: 'viewer',
  opens: (record) => ({ command: 'replace', values: chosen(record) }),
  run(record, { t }) {
    const { instance = 'i-…', image = '…' } = chosen(record);
    const typed = `${prefix} replace ${instance} ${image}`;
    return {
      whisper: {
        title: t('pick.title'),
        body: [
          { kind: 'text', text: t('pick.text') },
          { kind: 'text', text: code(typed) },
        ],
      },
    };
  },
});

function chosen(record: string): { instance?: string; image?: string } {
  const { id } = readRecord(record);
  return id.startsWith('i-') ? { instance: id } : { image: id };
}
