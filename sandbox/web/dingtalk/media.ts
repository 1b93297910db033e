/** Where the page finds what was uploaded: DingTalk's own address, or a media id, by way of the page's server. */
export function mediaUrl(source: string): string {
  if (source.startsWith('@')) return `/dingtalk/media/${encodeURIComponent(source)}`;
  const [, path] = /^https?:\/\/[^/]+\/_emu\/(.+)$/.exec(source) ?? [];
  return path ? `/dingtalk/${path}` : source;
}
