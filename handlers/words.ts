import { parseArgsStringToArgv } from 'string-argv';

const cjk = /[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f]/;
/** Stands for an apostrophe inside a word while quotes are read. */
const apostrophe = '\ue000';

/** What was typed, as words. Quotes group; what chats and input methods make of ASCII is undone first. */
export function words(typed: string): string[] {
  const text = normalise(typed).replace(/(\p{L})'(\p{L})/gu, `$1${apostrophe}$2`);
  return parseArgsStringToArgv(text).map((word) => word.replaceAll(apostrophe, "'"));
}

/** Full-width forms, smart quotes and long dashes become ASCII; Chinese sentences keep their punctuation. */
export function normalise(typed: string): string {
  return typed
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u00a0\u3000\s]+/g, ' ')
    .replace(/[“”„«»＂]/g, '"')
    .replace(/[‘’‚＇]/g, "'")
    .replace(/[！-～]/g, narrow)
    .replace(/(^| )[—–](?=[\p{L}])/gu, '$1--')
    .replace(/(^| )[—–]{2}(?=[\p{L}])/gu, '$1--')
    .replace(/(^| )-[—–](?=[\p{L}])/gu, '$1--')
    .trim();
}

/** Letters and digits always; punctuation unless a Chinese sentence goes on around it. */
function narrow(wide: string, at: number, whole: string): string {
  const ascii = String.fromCharCode(wide.charCodeAt(0) - 0xfee0);
  if (/[a-z\d]/i.test(ascii)) return ascii;
  const [before = '', after = ''] = [whole[at - 1], whole[at + 1]];
  return cjk.test(before) && (after === '' || cjk.test(after)) ? wide : ascii;
}
