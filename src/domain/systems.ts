/** Slugs of `os-lifecycle.json`, and two systems that have no dates there. */
export type Product =
  | 'alibaba-cloud-linux'
  | 'almalinux'
  | 'anolis-os'
  | 'centos'
  | 'centos-stream'
  | 'coreos'
  | 'debian'
  | 'fedora'
  | 'fedora-coreos'
  | 'freebsd'
  | 'opensuse'
  | 'rhel'
  | 'rocky-linux'
  | 'sles'
  | 'ubuntu'
  | 'windows-server';

/** A system and, where it is told, its version: `{ product: 'rocky-linux', version: '9.7' }`. */
export type Release = { product: Product; version?: string };

type System = {
  product: Product;
  label: string;
  /** How people, ECS and image ids begin its name, in lower case. */
  named: RegExp;
  version?: (rest: string) => string | undefined;
  /** How a version reads, when not simply after the label. */
  reads?: (version: string) => string;
};

/** The first that matches counts, so the longer name of two stands first. */
const systems: System[] = [
  {
    product: 'alibaba-cloud-linux',
    label: 'Alibaba Cloud Linux',
    named: /^(alibaba ?(cloud)? ?(linux)?|aliyun ?(linux)?|alinux|阿里云? ?(linux)?)/,
    version: major,
  },
  { product: 'centos-stream', label: 'CentOS Stream', named: /^centos ?stream/, version: major },
  { product: 'centos', label: 'CentOS', named: /^centos/ },
  { product: 'rocky-linux', label: 'Rocky Linux', named: /^rocky ?(linux)?/ },
  { product: 'almalinux', label: 'AlmaLinux', named: /^alma ?(linux)?/ },
  {
    product: 'rhel',
    label: 'Red Hat Enterprise Linux',
    named: /^(red ?hat|rhel|红帽) ?(enterprise)? ?(linux)?/,
  },
  { product: 'opensuse', label: 'openSUSE', named: /^open ?suse ?(leap)?/ },
  {
    product: 'sles',
    label: 'SUSE Linux Enterprise Server',
    named: /^(suse|sles)/,
    version: servicePack,
    reads: (version) => version.replace('.', ' SP'),
  },
  { product: 'fedora-coreos', label: 'Fedora CoreOS', named: /^(fedora ?coreos|fcos)/, version: major },
  { product: 'coreos', label: 'CoreOS', named: /^coreos/, version: major },
  { product: 'fedora', label: 'Fedora', named: /^fedora/, version: major },
  { product: 'debian', label: 'Debian', named: /^debian/ },
  { product: 'ubuntu', label: 'Ubuntu', named: /^ubuntu/, version: yearAndMonth },
  { product: 'freebsd', label: 'FreeBSD', named: /^freebsd/ },
  { product: 'anolis-os', label: 'Anolis OS', named: /^(anolis|龙蜥) ?(os)?/ },
  {
    product: 'windows-server',
    label: 'Windows Server',
    named: /^(win(dows)?) ?(server|core)?/,
    version: windows,
    reads: (version) =>
      version.endsWith('-sac')
        ? `version ${version.slice(0, -4)}`
        : version.replace('-r2', ' R2').replace(/-sp\d/, ''),
  },
];

/**
 * Reads a system out of a name as people, ECS or an image id write it: `Ubuntu  24.04 64位`, `ubuntu2404`,
 * `阿里云Linux 3`, `centos_7_04_64_20G…`. Undefined when it names none that we know.
 */
export function release(name: string | undefined): Release | undefined {
  const said = spelledOut(name ?? '');
  const system = systems.find(({ named }) => named.test(said));
  if (!system) return undefined;
  const rest = said.replace(system.named, '').trim();
  const version = (system.version ?? majorAndMinor)(rest);
  return version ? { product: system.product, version } : { product: system.product };
}

/** `Windows Server 2012 R2`, `Rocky Linux 9.7`: proper names, the same in every language. */
export function releaseName({ product, version }: Release): string {
  const system = systems.find((one) => one.product === product);
  const label = system?.label ?? product;
  return version ? `${label} ${system?.reads?.(version) ?? version}` : label;
}

/** First words to offer to somebody who mistyped one. */
export const systemWords = [
  'ubuntu',
  'debian',
  'alinux',
  'rocky',
  'almalinux',
  'anolis',
  'centos',
  'windows',
  'freebsd',
  'opensuse',
  'suse',
  'redhat',
  'fedora',
];

/** Lower case, single spaces, one between letters and digits; without the architecture and what follows it. */
function spelledOut(name: string): string {
  return name
    .toLowerCase()
    .replace(/_(x64|x86|arm64|64|32)_.*$/, '')
    .replace(/\b(64|32) ?(位|bit).*$/, '')
    .replace(/[\s_-]+/g, ' ')
    .replace(/(\p{L})(?=\d)/gu, '$1 ')
    .trim();
}

function major(rest: string): string | undefined {
  return /\d+/.exec(rest)?.[0];
}

/** `7 04` and `7.4` are one: ids of before 2018 fill the minor version with a zero. */
function majorAndMinor(rest: string): string | undefined {
  const found = /(\d+)(?:[ .]+(\d+))?/.exec(rest);
  if (!found?.[1]) return undefined;
  return found[2] ? `${found[1]}.${Number(found[2])}` : found[1];
}

/** `24.04`, `24 04`, `2404`, and `14 0405` of the year 2017, which is 14.04.5. */
function yearAndMonth(rest: string): string | undefined {
  const found = /(\d\d)(?:[ .]?(\d\d))?/.exec(rest);
  if (!found?.[1]) return undefined;
  return found[2] ? `${found[1]}.${found[2]}` : found[1];
}

function servicePack(rest: string): string | undefined {
  const found = /(\d+)(?:[ .]*(?:sp ?)?(\d+))?/.exec(rest);
  if (!found?.[1]) return undefined;
  return found[2] ? `${found[1]}.${found[2]}` : found[1];
}

function windows(rest: string): string | undefined {
  const year = /20\d\d/.exec(rest)?.[0];
  if (!year) return undefined;
  // Semi-annual channel: a year and month, not a year.
  if (year === '2004') return '2004-sac';
  const second = / ?r ?2/.test(rest);
  if (year === '2008') return second ? '2008-r2-sp1' : '2008-sp2';
  return second ? `${year}-r2` : year;
}
