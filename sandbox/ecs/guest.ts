import { createHash } from 'node:crypto';
import type { Guest, ImageRecord, Instance } from './records.ts';
import type { World } from './world.ts';

/** The system a new disk boots into when made from an image nobody has lived in: its host keys are its own. */
export function freshGuest(image: ImageRecord, seed: string): Guest {
  return {
    imageId: image.ImageId,
    osName: (image.OSNameEn ?? image.OSName).replace(/\s+/g, ' ').replace(/ ?(64|32) ?(bit|位).*$/, ''),
    platform: image.Platform,
    windows: image.OSType === 'windows',
    hostKeySeed: seed,
    agent: true,
    mountsData: false,
  };
}

/**
 * What a shell script prints inside an instance. Each line is looked at on its own;
 * lines the tiny guest does not know print nothing and succeed.
 */
export function answer(world: World, instance: Instance, script: string): string {
  const disk = world.systemDisk(instance.id);
  const guest = disk.guest;
  if (!guest || guest.windows) return '';
  const nvme = world.typeOf(instance).nvmeSupport === 'required';
  const data = guest.mountsData ? world.disksOf(instance.id).filter(({ kind }) => kind === 'data') : [];
  const mounts = [
    `${nvme ? '/dev/nvme0n1p1' : '/dev/vda1'} / ext4 rw,relatime`,
    ...data.map(
      (_, index) =>
        `${nvme ? `/dev/nvme${index + 1}n1` : `/dev/vd${'bcdef'[index]}`} /data${index || ''} ext4 rw,relatime`,
    ),
  ];
  const known: [RegExp, () => string[]][] = [
    [/\/etc\/os-release/, () => osRelease(guest)],
    [/^uname -r/, () => [kernel(guest)]],
    [/^uname -m/, () => [world.typeOf(instance).cpuArchitecture === 'ARM' ? 'aarch64' : 'x86_64']],
    [/^(findmnt|mount)\b/, () => mounts],
    [/^ssh-keygen -lf/, () => [hostKey(guest, instance)]],
    [/\/etc\/image-id/, () => [`image_name="${guest.osName}"`, `image_id="${guest.imageId}"`]],
    [/^hostname$/, () => [instance.hostName]],
  ];
  const lines = script
    .split('\n')
    .flatMap((line) => known.find(([form]) => form.test(line.trim()))?.[1]() ?? []);
  return lines.map((line) => `${line}\n`).join('');
}

const IDS: Record<string, string> = {
  aliyun: 'alinux',
  'rocky linux': 'rocky',
  'centos stream': 'centos',
  redhat: 'rhel',
  suse: 'sles',
};

function osRelease({ osName, platform }: Guest): string[] {
  const version = /\d[\d.]*/.exec(osName)?.[0] ?? '';
  const name = osName.replace(/ ?\d.*$/, '');
  const id = IDS[platform.toLowerCase()] ?? platform.toLowerCase().replace(/ .*$/, '');
  return [`NAME="${name}"`, `ID="${id}"`, `VERSION_ID="${version}"`, `PRETTY_NAME="${osName}"`];
}

const KERNELS: [RegExp, string][] = [
  [/^CentOS 7/, '3.10.0-1160.119.1.el7'],
  [/ 8(\.|$)/, '4.18.0-553.el8'],
  [/^Ubuntu 18/, '4.15.0-213-generic'],
  [/^Ubuntu 20/, '5.4.0-193-generic'],
  [/^Ubuntu 22/, '5.15.0-152-generic'],
  [/^Ubuntu/, '6.8.0-79-generic'],
  [/^Alibaba Cloud Linux 2/, '4.19.91-28.2.al7'],
  [/^Alibaba Cloud Linux 3/, '5.10.134-18.al8'],
  [/^Debian 12/, '6.1.0-37-amd64'],
];

function kernel({ osName }: Guest): string {
  return KERNELS.find(([form]) => form.test(osName))?.[1] ?? '6.6.0';
}

function hostKey({ hostKeySeed }: Guest, { hostName }: Instance): string {
  const fingerprint = createHash('sha256').update(hostKeySeed).digest('base64').replace(/=+$/, '');
  return `256 SHA256:${fingerprint} root@${hostName} (ED25519)`;
}
