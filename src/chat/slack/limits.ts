/** What one message, block or button may hold (`facts/slack.md` §3.2); counts are characters. */
export const limits = {
  blocks: 50,
  header: 150,
  text: 3000,
  /** `chat.update` refuses a longer fallback text; one limit for both calls. */
  fallback: 3000,
  richText: 3000,
  output: 2800,
  fields: 10,
  field: 2000,
  listItems: 100,
  buttons: 25,
  button: 75,
  url: 3000,
  actionId: 255,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  tableRows: 100,
  tableColumns: 20,
  tableCharacters: 10_000,
  stepTitle: 150,
  modalTitle: 24,
  modalBlocks: 100,
  label: 2000,
  hint: 2000,
  placeholder: 150,
  input: 3000,
  options: 100,
  option: 75,
} as const;

/** Ends in `…` when something was left out; never in half a character. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${whole(text.slice(0, limit - 1))}…`;
}

/** The end of a text: what a program printed last says how it went. */
export function cutStart(text: string, limit: number): string {
  return text.length <= limit ? text : `…${text.slice(1 - limit).replace(/^[\uDC00-\uDFFF]/, '')}`;
}

function whole(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}
