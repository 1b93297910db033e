/** Which of the vendor's two sites an account belongs to; it decides where its console is. */
export type Site = 'cn' | 'intl';

const hosts: Record<Site, string> = { cn: 'ecs.console.aliyun.com', intl: 'ecs.console.alibabacloud.com' };

/** The console's page of one instance. */
export function instancePage(site: Site, region: string, instanceId: string): string {
  return `https://${hosts[site]}/server/${instanceId}/detail?regionId=${region}`;
}

/** The console's list of custom images; a page of one image is not known to exist. */
export function imagesPage(site: Site, region: string): string {
  return `https://${hosts[site]}/image/region/${region}/imageList`;
}
