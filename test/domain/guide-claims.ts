import type { GuideFacts } from '../../src/domain/guide/facts.ts';
import type { TopicName } from '../../src/domain/guide/topic.ts';
import { support } from '../../src/domain/lifecycle.ts';
import { picking } from '../../src/domain/picking.ts';
import { systemFacts } from '../../src/domain/system-facts.ts';
import { type Product, type Release, releaseName } from '../../src/domain/systems.ts';
import { imagesWith, knownWith, type Told, today } from '../support/guide.ts';

type Both = { en: string; zh: string };

/** A release of which another end of support is told. */
const ends = (name: string, endsAt: string): Told => ({
  support: (release: Release) =>
    releaseName(release) === name
      ? {
          stage: 'supported',
          endsAt: Date.parse(endsAt),
          daysLeft: Math.round((Date.parse(endsAt) - today) / 86_400_000),
        }
      : support(release, today),
});

/** A product of which another rule is told. */
const ruled = (product: Product, change: Partial<ReturnType<GuideFacts['rules']>>): Told => ({
  rules: (asked) => (asked === product ? { ...picking(asked), ...change } : picking(asked)),
});

type Claim = {
  row: number;
  verdict: 'ok' | 'part' | 'old' | '?';
  claim: string;
  topic: TopicName;
  says: Both;
  /** Another datum, and what is said then in place of `says`. */
  but?: { told: Told; says: Both };
};

/** The rows of facts/guide.md §1, with what their topic must say. */
export const claims: Claim[] = [
  {
    row: 1,
    verdict: 'part',
    claim: 'official images are tuned for ECS',
    topic: 'official',
    says: {
      en: 'Only Alibaba Cloud Linux is tuned for ECS.',
      zh: '针对 ECS 优化的只有 Alibaba Cloud Linux。',
    },
    but: {
      told: ruled('anolis-os', { supportedBy: 'alibaba' }),
      says: {
        en: 'Only Alibaba Cloud Linux and Anolis OS is tuned for ECS.',
        zh: '针对 ECS 优化的只有 Alibaba Cloud Linux、Anolis OS。',
      },
    },
  },
  {
    row: 2,
    verdict: 'part',
    claim: 'regularly patched',
    topic: 'official',
    says: {
      en: 'built 2026-09-16, 69 days ago. Afterwards they stop: the last CentOS 7.9 is of 2024-06-28.',
      zh: '构建于 2026-09-16，69 天前。停止支持后不再更新：CentOS 7.9 的最后一个构建是 2024-06-28。',
    },
    but: {
      told: {
        images: imagesWith(({ id }) =>
          id.startsWith('ubuntu_24_04_x64_20G') ? { createdAt: '2026-11-14T00:00:00Z' } : {},
        ),
      },
      says: {
        en: 'built 2026-11-14, 10 days ago. Afterwards they stop: the last CentOS 7.9 is of 2024-06-28.',
        zh: '构建于 2026-11-14，10 天前。停止支持后不再更新：CentOS 7.9 的最后一个构建是 2024-06-28。',
      },
    },
  },
  {
    row: 3,
    verdict: 'part',
    claim: 'fully compatible, no driver trouble',
    topic: 'official',
    says: {
      en: 'Of 199 images 15 are on record with the NVMe driver; of the rest it is unknown.',
      zh: '199 个镜像中，15 个确认自带 NVMe 驱动，其余未知。',
    },
    but: {
      told: { images: imagesWith(() => ({ nvme: undefined })) },
      says: {
        en: 'Of 199 images 0 are on record with the NVMe driver',
        zh: '199 个镜像中，0 个确认自带 NVMe 驱动',
      },
    },
  },
  {
    row: 4,
    verdict: 'ok',
    claim: 'strictly tested, stable',
    topic: 'official',
    says: {
      en: 'Tested by Alibaba Cloud before release. Alibaba Cloud supports Alibaba Cloud Linux;',
      zh: '发布前经阿里云测试。Alibaba Cloud Linux 由阿里云支持',
    },
  },
  {
    row: 5,
    verdict: 'ok',
    claim: 'no upload, quick deployment',
    topic: 'official',
    says: {
      en: 'Nothing to upload. cn-hangzhou lists 199 public images',
      zh: '无需上传。cn-hangzhou 地域现有 199 个公共镜像',
    },
  },
  {
    row: 6,
    verdict: 'part',
    claim: '(missing) public images are free',
    topic: 'official',
    says: {
      en: 'Red Hat Enterprise Linux and SUSE Linux Enterprise Server carry a licence fee, Windows Server does in Hong Kong and abroad',
      zh: 'Red Hat Enterprise Linux、SUSE Linux Enterprise Server 收取许可费用，Windows Server 在中国香港及海外地域收取',
    },
    but: {
      told: ruled('windows-server', { fee: 'always' }),
      says: {
        en: 'SUSE Linux Enterprise Server and Windows Server carry a licence fee',
        zh: 'SUSE Linux Enterprise Server、Windows Server 收取许可费用',
      },
    },
  },
  {
    row: 7,
    verdict: 'ok',
    claim: 'two sites',
    topic: 'choose',
    says: { en: 'The two sites have separate accounts and one API.', zh: '两个站点账号独立，API 相同。' },
  },
  {
    row: 8,
    verdict: 'part',
    claim: 'no China option means the international site',
    topic: 'choose',
    says: {
      en: 'This bot links to the China site and works in cn-hangzhou.',
      zh: '本机器人的链接指向中国站，工作地域为 cn-hangzhou。',
    },
    but: {
      told: { site: 'intl' },
      says: {
        en: 'This bot links to the international site and works in cn-hangzhou.',
        zh: '本机器人的链接指向国际站，工作地域为 cn-hangzhou。',
      },
    },
  },
  {
    row: 9,
    verdict: 'old',
    claim: 'menu path to the buy page',
    topic: 'choose',
    says: {
      en: 'Start at the buy page of the China site: ecs-buy.aliyun.com, region cn-hangzhou. Menus move',
      zh: '从中国站购买页开始：ecs-buy.aliyun.com，地域 cn-hangzhou。控制台菜单会调整',
    },
    but: {
      told: { site: 'intl', region: 'ap-southeast-1' },
      says: {
        en: 'Start at the buy page of the international site: ecs-buy.alibabacloud.com, region ap-southeast-1.',
        zh: '从国际站购买页开始：ecs-buy.alibabacloud.com，地域 ap-southeast-1。',
      },
    },
  },
  {
    row: 10,
    verdict: 'ok',
    claim: 'the public image tab',
    topic: 'choose',
    says: {
      en: 'Community images have no support and deserve the least trust.',
      zh: '社区镜像没有支持，可信度最低。',
    },
  },
  {
    row: 11,
    verdict: 'old',
    claim: 'system: Ubuntu or CentOS',
    topic: 'choose',
    says: { en: 'Today: Alibaba Cloud Linux 3 for production', zh: '目前推荐：生产用 Alibaba Cloud Linux 3' },
    but: {
      told: { images: imagesWith(({ id }) => (id.startsWith('aliyun') ? undefined : {})) },
      says: { en: 'Today: Ubuntu 24.04 for production', zh: '目前推荐：生产用 Ubuntu 24.04' },
    },
  },
  {
    row: 12,
    verdict: 'old',
    claim: 'version: Ubuntu 20.04 or CentOS 7 and 8',
    topic: 'choose',
    says: {
      en: 'The old advice to take CentOS 7 expired on 2024-06-30.',
      zh: '“选用 CentOS 7”的旧建议已于 2024-06-30 失效。',
    },
    but: {
      told: ends('CentOS 7', '2027-06-30'),
      says: {
        en: 'CentOS 7 is not over yet: supported until 2027-06-30',
        zh: 'CentOS 7 尚未停止支持：支持到 2027-06-30',
      },
    },
  },
  {
    row: 13,
    verdict: 'old',
    claim: 'architecture: 64-bit',
    topic: 'choose',
    says: {
      en: 'It is not about the number of bits but about x86 or Arm: g8y, c8y, r8y, g6r and c6r are Arm.',
      zh: '关键不是多少位，而是 x86 还是 Arm：g8y、c8y、r8y、g6r、c6r 都是 Arm。',
    },
    but: {
      told: { known: knownWith('arm', { families: ['g9y'], mistaken: 'c9r' }) },
      says: { en: 'about x86 or Arm: g9y are Arm.', zh: '而是 x86 还是 Arm：g9y 都是 Arm。' },
    },
  },
  {
    row: 14,
    verdict: 'ok',
    claim: 'check name, version, date, description',
    topic: 'choose',
    says: {
      en: 'look at id, architecture, build day, end of support and fee',
      zh: '购买前核对镜像 ID、架构、构建日期、支持期限和费用',
    },
  },
  {
    row: 15,
    verdict: 'part',
    claim: '(missing) the type filters the list',
    topic: 'choose',
    says: {
      en: 'The type filters the list; 9 of 199 images here are for Arm.',
      zh: '选定规格后列表会自动筛选；本地域 199 个镜像中有 9 个适用于 Arm。',
    },
    but: {
      told: { images: imagesWith(({ architecture }) => (architecture === 'arm64' ? undefined : {})) },
      says: { en: '0 of 190 images here are for Arm.', zh: '本地域 190 个镜像中有 0 个适用于 Arm。' },
    },
  },
  {
    row: 16,
    verdict: 'old',
    claim: 'Ubuntu 20.04: packages current',
    topic: 'systems',
    says: {
      en: 'The old advice to take Ubuntu 20.04 expired on 2025-05-31.',
      zh: '“选用 Ubuntu 20.04”的旧建议已于 2025-05-31 失效。',
    },
    but: {
      told: { now: Date.parse('2025-05-31T12:00:00Z') },
      says: {
        en: 'Ubuntu 20.04 is not over yet: security fixes until 2025-05-31 (0 days)',
        zh: 'Ubuntu 20.04 尚未停止支持：安全更新到 2025-05-31（剩余 0 天）',
      },
    },
  },
  {
    row: 17,
    verdict: 'ok',
    claim: 'Ubuntu: apt, easy for beginners',
    topic: 'systems',
    says: { en: 'With apt, easy to begin with: Ubuntu 24.04', zh: '使用 apt，容易上手：Ubuntu 24.04' },
  },
  {
    row: 18,
    verdict: 'ok',
    claim: 'LTS is five years',
    topic: 'systems',
    says: {
      en: 'free security fixes for 5 years, in main and restricted; universe is best effort.',
      zh: 'main 和 restricted 有 5 年免费安全更新，universe 仅尽力维护。',
    },
  },
  {
    row: 19,
    verdict: 'old',
    claim: 'CentOS 7 and 8: stable, for production',
    topic: 'systems',
    says: {
      en: 'The last image here is CentOS 7.9, built 2024-06-28.',
      zh: '本地域最后一个镜像是 CentOS 7.9，构建于 2024-06-28。',
    },
    but: {
      told: {
        images: imagesWith(({ id }) =>
          id.startsWith('centos_7_9_x64') ? { createdAt: '2024-07-15T00:00:00Z' } : {},
        ),
      },
      says: {
        en: 'The last image here is CentOS 7.9, built 2024-07-15.',
        zh: '本地域最后一个镜像是 CentOS 7.9，构建于 2024-07-15。',
      },
    },
  },
  {
    row: 20,
    verdict: 'part',
    claim: 'CentOS uses yum',
    topic: 'systems',
    says: { en: 'CentOS 8 installs packages with dnf.', zh: 'CentOS 8 使用 dnf 安装软件包。' },
    but: {
      told: {
        system: (release) => ({
          ...systemFacts(release),
          ...(releaseName(release) === 'CentOS 8' && { packages: 'yum' }),
        }),
      },
      says: { en: 'CentOS 8 installs packages with yum.', zh: 'CentOS 8 使用 yum 安装软件包。' },
    },
  },
  {
    row: 21,
    verdict: 'old',
    claim: 'CentOS has enterprise support',
    topic: 'systems',
    says: { en: 'CentOS never had enterprise support', zh: 'CentOS 从来没有“企业级支持”' },
    but: {
      told: ruled('centos', { supportedBy: 'vendor' }),
      says: { en: 'CentOS has a vendor that supports it.', zh: 'CentOS 由厂商提供支持。' },
    },
  },
  {
    row: 22,
    verdict: 'ok',
    claim: 'CentOS 8 ended on 2021-12-31',
    topic: 'systems',
    says: {
      en: 'The old advice to take CentOS 8 expired on 2021-12-31.',
      zh: '“选用 CentOS 8”的旧建议已于 2021-12-31 失效。',
    },
  },
  {
    row: 23,
    verdict: 'old',
    claim: 'so choose CentOS Stream 8 or CentOS 7',
    topic: 'systems',
    says: {
      en: 'The old advice to take CentOS Stream 8 expired on 2024-05-31.',
      zh: '“选用 CentOS Stream 8”的旧建议已于 2024-05-31 失效。',
    },
    but: {
      told: { now: Date.parse('2024-05-31T00:00:00Z') },
      says: { en: 'CentOS Stream 8 is not over yet', zh: 'CentOS Stream 8 尚未停止支持' },
    },
  },
  {
    row: 24,
    verdict: 'part',
    claim: 'upload takes long',
    topic: 'local',
    says: {
      en: 'alone it is no reason. It goes to OSS in the same region, above 5 GiB in parts',
      zh: '单凭这点不足以否定。上传到同地域的 OSS，超过 5 GiB 用分片上传',
    },
    but: {
      told: { known: knownWith('upload', { multipartGiB: 10 }) },
      says: { en: 'above 10 GiB in parts', zh: '超过 10 GiB 用分片上传' },
    },
  },
  {
    row: 25,
    verdict: 'part',
    claim: 'may not fit the hardware',
    topic: 'local',
    says: { en: 'the import asks for the image check (Standard)', zh: '导入时启用镜像检测（Standard）' },
    but: {
      told: { known: knownWith('imageCheck', { strategy: 'Thorough' }) },
      says: { en: 'the image check (Thorough)', zh: '镜像检测（Thorough）' },
    },
  },
  {
    row: 26,
    verdict: 'ok',
    claim: 'special drivers may be missing',
    topic: 'local',
    says: {
      en: 'virtio always, NVMe for types of generation 8 and later; cloud-init besides.',
      zh: 'virtio 必备；第 8 代及以后的规格还需 NVMe；另需 cloud-init。',
    },
  },
  {
    row: 27,
    verdict: 'ok',
    claim: 'unfixed holes',
    topic: 'local',
    says: {
      en: 'Look also for old keys, foreign agents and fixed addresses.',
      zh: '还要检查残留的密钥、其他平台的代理程序和固定 IP。',
    },
  },
  {
    row: 28,
    verdict: 'part',
    claim: 'slow because not tuned',
    topic: 'local',
    says: {
      en: 'with virtio, NVMe and a current kernel the difference is small',
      zh: '有 virtio、NVMe 驱动和较新内核，差别很小',
    },
    but: {
      told: { known: knownWith('drivers', { newer: 'NVMe-oF' }) },
      says: {
        en: 'with virtio, NVMe-oF and a current kernel the difference is small',
        zh: '有 virtio、NVMe-oF 驱动和较新内核，差别很小',
      },
    },
  },
  {
    row: 29,
    verdict: 'ok',
    claim: 'import custom images',
    topic: 'import',
    says: { en: '/ecs-image import oss://…', zh: '/ecs-image import oss://…' },
  },
  {
    row: 30,
    verdict: 'old',
    claim: 'upload the local file',
    topic: 'import',
    says: {
      en: 'put the file into an OSS bucket in cn-hangzhou',
      zh: '先把文件放到 cn-hangzhou（或镜像所在地域）的 OSS Bucket',
    },
    but: {
      told: { region: 'cn-shanghai' },
      says: {
        en: 'put the file into an OSS bucket in cn-shanghai',
        zh: '先把文件放到 cn-shanghai（或镜像所在地域）的 OSS Bucket',
      },
    },
  },
  {
    row: 31,
    verdict: 'part',
    claim: 'formats VHD, VMDK, qcow2, RAW',
    topic: 'import',
    says: {
      en: 'RAW, VHD and QCOW2. VMDK is by the vendor’s invitation only and off here: convert with qemu-img convert -O qcow2. ISO never.',
      zh: 'RAW、VHD、QCOW2。VMDK 仅限受邀试用，此处未开启，请用 qemu-img convert -O qcow2 转换。不支持 ISO。',
    },
    but: {
      told: { vmdk: true },
      says: {
        en: 'RAW, VHD and QCOW2; VMDK too, as your account is invited to its preview.',
        zh: 'RAW、VHD、QCOW2；您的账号已受邀试用，也可用 VMDK。',
      },
    },
  },
  {
    row: 32,
    verdict: 'part',
    claim: 'after the upload, use the image',
    topic: 'import',
    says: {
      en: 'Up to 1 system and 16 data disks, each 1 to 2048 GiB.',
      zh: '最多 1 块系统盘和 16 块数据盘，每块 1～2048 GiB。',
    },
    but: {
      told: { known: knownWith('import', { dataDisks: 32 }) },
      says: { en: 'Up to 1 system and 32 data disks', zh: '最多 1 块系统盘和 32 块数据盘' },
    },
  },
  {
    row: 33,
    verdict: 'part',
    claim: 'virtio needed',
    topic: 'import',
    says: {
      en: 'cloud-init is 19.1.3 or later, or the vendor’s build 0.7.6a15; no qemu-ga.',
      zh: 'cloud-init 为 19.1.3 及以上，或阿里云版 0.7.6a15 及以上；卸载 qemu-ga。',
    },
    but: {
      told: { known: knownWith('insideLinux', { cloudInit: '23.2' }) },
      says: { en: 'cloud-init is 23.2 or later', zh: 'cloud-init 为 23.2 及以上' },
    },
  },
  {
    row: 34,
    verdict: 'part',
    claim: 'necessary tuning done',
    topic: 'import',
    says: {
      en: 'boot mode (BIOS unless told; Arm takes UEFI only)',
      zh: '启动模式（默认 BIOS，Arm 只支持 UEFI）',
    },
    but: {
      told: { known: knownWith('import', { defaultBoot: 'UEFI-Preferred' }) },
      says: { en: 'boot mode (UEFI-Preferred unless told', zh: '启动模式（默认 UEFI-Preferred' },
    },
  },
  {
    row: 35,
    verdict: 'part',
    claim: '(missing) cost',
    topic: 'import',
    says: {
      en: 'The licence fee of Red Hat Enterprise Linux, SUSE Linux Enterprise Server and Windows Server follows the image.',
      zh: 'Red Hat Enterprise Linux、SUSE Linux Enterprise Server、Windows Server 的许可费用随镜像收取。',
    },
    but: {
      told: ruled('windows-server', { fee: 'never' }),
      says: {
        en: 'The licence fee of Red Hat Enterprise Linux and SUSE Linux Enterprise Server follows the image.',
        zh: 'Red Hat Enterprise Linux、SUSE Linux Enterprise Server 的许可费用随镜像收取。',
      },
    },
  },
  {
    row: 36,
    verdict: 'part',
    claim: 'the image stands in the details of the instance',
    topic: 'instance',
    says: {
      en: 'The truth is inside: /etc/os-release for the system, /etc/image-id for the image.',
      zh: '实际情况在系统内：系统看 /etc/os-release，镜像看 /etc/image-id。',
    },
    but: {
      told: { known: knownWith('guestFiles', { image: '/etc/image-info' }) },
      says: { en: '/etc/image-info for the image.', zh: '镜像看 /etc/image-info。' },
    },
  },
  {
    row: 37,
    verdict: 'part',
    claim: 'stop, more, disk and image, change OS',
    topic: 'replace',
    says: {
      en: 'a first one of 40 GiB takes some 20 minutes.',
      zh: '首次创建 40 GiB 的快照约需 20 分钟。',
    },
    but: {
      told: { known: knownWith('replacement', { snapshotMinutes: 5 }) },
      says: {
        en: 'a first one of 40 GiB takes some 5 minutes.',
        zh: '首次创建 40 GiB 的快照约需 5 分钟。',
      },
    },
  },
  {
    row: 38,
    verdict: 'ok',
    claim: 'templates are updated, instances are not',
    topic: 'update',
    says: { en: 'A new build never touches a running instance.', zh: '新构建不会影响运行中的实例。' },
  },
  {
    row: 39,
    verdict: 'part',
    claim: 'instances are updated by hand',
    topic: 'update',
    says: {
      en: 'unattended-upgrades was on in the Ubuntu 24.04 build of 2026-08-28.',
      zh: '2026-08-28 的 Ubuntu 24.04 构建已启用 unattended-upgrades',
    },
    but: {
      told: { known: knownWith('unattended', { version: '26.04', built: '2026-10-01' }) },
      says: {
        en: 'unattended-upgrades was on in the Ubuntu 26.04 build of 2026-10-01.',
        zh: '2026-10-01 的 Ubuntu 26.04 构建已启用 unattended-upgrades',
      },
    },
  },
  {
    row: 40,
    verdict: '?',
    claim: 'document_detail/25365, images',
    topic: 'official',
    says: {
      en: 'https://help.aliyun.com/zh/ecs/user-guide/public-mirroring-overview',
      zh: 'https://help.aliyun.com/zh/ecs/user-guide/public-mirroring-overview',
    },
  },
  {
    row: 41,
    verdict: '?',
    claim: 'document_detail/59208, custom images',
    topic: 'local',
    says: {
      en: 'https://help.aliyun.com/zh/ecs/user-guide/image-overview',
      zh: 'https://help.aliyun.com/zh/ecs/user-guide/image-overview',
    },
  },
];
