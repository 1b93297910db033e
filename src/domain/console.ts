/** Which of the vendor's two sites an account belongs to; it decides where its console is. */
export type Site = 'cn' | 'intl';

const hosts: Record<Site, string> = { cn: 'ecs.console.aliyun.com', intl: 'ecs.console.alibabacloud.com' };

const buyHosts: Record<Site, string> = { cn: 'ecs-buy.aliyun.com', intl: 'ecs-buy.alibabacloud.com' };
const migrationHosts: Record<Site, string> = {
  cn: 'smcnext.console.aliyun.com',
  intl: 'smc.console.alibabacloud.com',
};

/** Where an instance is bought, with the region chosen already. */
export function buyPage(site: Site, region: string): string {
  return `https://${buyHosts[site]}/ecs#/custom/prepay/${region}`;
}

/** Server Migration Center's change of a system in place. */
export function migrationPage(site: Site): string {
  return `https://${migrationHosts[site]}/onCloud/os`;
}

/** The list of snapshots; a page of one is not known to exist. */
export function snapshotsPage(site: Site, region: string): string {
  return `https://${hosts[site]}/snapshot/region/${region}`;
}

/** The list of tasks. */
export function tasksPage(site: Site, region: string): string {
  return `https://${hosts[site]}/#/task/region/${region}`;
}

/** The console's page of one instance. */
export function instancePage(site: Site, region: string, instanceId: string): string {
  return `https://${hosts[site]}/server/${instanceId}/detail?regionId=${region}`;
}

/** The console's list of custom images; a page of one image is not known to exist. */
export function imagesPage(site: Site, region: string): string {
  return `https://${hosts[site]}/image/region/${region}/imageList`;
}
