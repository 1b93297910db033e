/** What a person typed, without Slack's escapes: `<http://a.cn|a.cn>` is `a.cn` again, `&lt;` is `<`. */
export function typedText(text: string): string {
  return text
    .replace(/<([^<>]*)>/g, (_, inside: string) => reference(inside))
    .replace(/&(amp|lt|gt);/g, sign);
}

/** The command of a mention: the text without the bot's name, wherever in it that stood. */
export function withoutMention(text: string, botUserId: string): string {
  return text.replace(new RegExp(`<@${botUserId}(\\|[^>]*)?>`, 'g'), ' ').trim();
}

/** `@U1|ann` → `@ann`, `#C1|ops` → `#ops`, `!here` → `@here`, a link → what was typed for it. */
function reference(inside: string): string {
  const [target = '', shown] = inside.split('|');
  if (/^[@#]/.test(target)) return `${target.charAt(0)}${shown || target.slice(1)}`;
  if (target.startsWith('!')) return shown || `@${target.slice(1).split('^')[0]}`;
  return shown || target.replace(/^mailto:/, '');
}

function sign(_: string, name: string): string {
  return { amp: '&', lt: '<' }[name] ?? '>';
}
