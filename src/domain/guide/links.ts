import type { Site } from '../console.ts';
import type { GuideFacts } from './facts.ts';
import type { Known } from './known.ts';

/** The vendor's two sites; the pages behind these hosts have the same paths on both. */
const hosts: Record<Site, { root: string; help: string }> = {
  cn: { root: 'aliyun.com', help: 'help.aliyun.com/zh' },
  intl: { root: 'alibabacloud.com', help: 'www.alibabacloud.com/help/en' },
};

export function helpPage(
  { site, known }: Pick<GuideFacts, 'site' | 'known'>,
  page: keyof Known['pages'],
): string {
  return `https://${hosts[site].help}/${known.pages[page]}`;
}

/** The console's lists of a region. */
export function listPage(
  { site, region }: Pick<GuideFacts, 'site' | 'region'>,
  what: 'instances' | 'publicImages',
): string {
  const path = what === 'instances' ? `server/region/${region}` : `image/region/${region}/systemImageList`;
  return `https://ecs.console.${hosts[site].root}/${path}`;
}

/** Where the account's owner lets ECS read images from OSS. */
export function rolePage({ site, known }: Pick<GuideFacts, 'site' | 'known'>): string {
  const { root } = hosts[site];
  const { role, roleTemplate } = known.import;
  const request = {
    Requests: { request1: { RoleName: role, TemplateId: roleTemplate } },
    ReturnUrl: `https://ecs.console.${root}/`,
    Service: 'ECS',
  };
  return `https://ram.console.${root}/role/authorize?request=${encodeURIComponent(JSON.stringify(request))}`;
}
