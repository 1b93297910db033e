import { type Product, release } from './systems.ts';

/** What ImportImage calls the system in an image (facts/ecs.md §6.1). */
export const platforms = [
  'Aliyun',
  'Anolis',
  'CentOS',
  'CentOS Stream',
  'Ubuntu',
  'CoreOS',
  'SUSE',
  'Debian',
  'OpenSUSE',
  'FreeBSD',
  'RedHat',
  'Kylin',
  'UOS',
  'Fedora',
  'Fedora CoreOS',
  'AlmaLinux',
  'Rocky Linux',
  'Gentoo',
  'Customized Linux',
  'Others Linux',
  'Windows Server 2022',
  'Windows Server 2019',
  'Windows Server 2016',
  'Windows Server 2012',
  'Windows Server 2008',
  'Windows Server 2003',
  'Other Windows',
] as const;
export type Platform = (typeof platforms)[number];

const byProduct: Partial<Record<Product, Platform>> = {
  'alibaba-cloud-linux': 'Aliyun',
  'anolis-os': 'Anolis',
  almalinux: 'AlmaLinux',
  centos: 'CentOS',
  'centos-stream': 'CentOS Stream',
  coreos: 'CoreOS',
  debian: 'Debian',
  fedora: 'Fedora',
  'fedora-coreos': 'Fedora CoreOS',
  freebsd: 'FreeBSD',
  opensuse: 'OpenSUSE',
  rhel: 'RedHat',
  'rocky-linux': 'Rocky Linux',
  sles: 'SUSE',
  ubuntu: 'Ubuntu',
};

/** ECS's own word, or a system as people and file names call it: `ubuntu-24.04-server`. */
export function platformOf(name: string): Platform | undefined {
  const said = name.trim().toLowerCase();
  const own = platforms.find((platform) => platform.toLowerCase() === said);
  if (own) return own;
  const found = release(name);
  if (found?.product === 'windows-server') return windows(found.version);
  const known = found && byProduct[found.product];
  return (
    known ??
    platforms.find(
      (platform) => /^(kylin|uos|gentoo)$/i.test(platform) && said.startsWith(platform.toLowerCase()),
    )
  );
}

function windows(version: string | undefined): Platform {
  const year = version?.slice(0, 4) ?? '';
  return platforms.find((platform) => platform === `Windows Server ${year}`) ?? 'Other Windows';
}
