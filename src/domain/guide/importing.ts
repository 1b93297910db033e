import { imagesPage } from '../console.ts';
import type { GuideFacts } from './facts.ts';
import { helpPage, rolePage } from './links.ts';
import { productNames } from './stock.ts';
import { type Said, say, type Topic } from './topic.ts';

/** Bringing an image of one's own, with the list of what has to be right before. */
export const importing: Topic = {
  name: 'import',
  words: {
    en: ['import', 'importing', 'upload', 'oss', 'vhd', 'vmdk', 'qcow2', 'raw', 'iso', 'checklist'],
    zh: ['导入', '导入镜像', '上传', '上传镜像', '检查清单'],
  },
  short: (facts) => {
    const { import: limits } = facts.known;
    return [
      say('guide.import.steps', { region: facts.region }),
      say('guide.import.role', { role: limits.role }),
      formats(facts),
      say('guide.import.task', {
        systemDisks: limits.systemDisks,
        dataDisks: limits.dataDisks,
        leastGiB: limits.leastGiB,
        mostGiB: limits.mostGiB,
      }),
      say('guide.import.tell', {
        boot: limits.defaultBoot,
        armBoot: limits.armBoot,
        licences: { list: limits.licences },
      }),
      say('guide.import.cost'),
    ];
  },
  more: (facts) => [
    { heading: say('guide.import.file'), lines: file(facts) },
    { heading: say('guide.import.linux'), lines: linux(facts) },
    { heading: say('guide.import.windows'), lines: windows(facts) },
    { heading: say('guide.import.after'), lines: after(facts) },
  ],
  pages: (facts) => [
    { label: 'guide.page.role', url: rolePage(facts) },
    { label: 'guide.page.ownImages', url: imagesPage(facts.site, facts.region) },
    { label: 'guide.page.help', url: helpPage(facts, 'import') },
  ],
  next: ['local', 'replace'],
};

function formats({ vmdk, known }: GuideFacts): Said {
  const { formats: taken, preview, refused, convert } = known.import;
  return say(vmdk ? 'guide.import.formats.invited' : 'guide.import.formats', {
    formats: { list: taken },
    preview,
    refused,
    convert,
  });
}

function file({ vmdk, known }: GuideFacts): Said[] {
  const { missingRole, preview } = known.import;
  const taken = (suffix: string) => vmdk || suffix !== `.${preview.toLowerCase()}`;
  const suffixes = known.import.suffixes.filter(taken);
  return [
    say('guide.import.file.bucket'),
    say('guide.import.file.object', { suffixes: { list: suffixes } }),
    say('guide.import.file.parts', { gib: known.upload.multipartGiB }),
    say('guide.import.file.role', { code: missingRole }),
    say('guide.import.file.size', { mostGiB: known.import.mostGiB }),
  ];
}

function linux({ known }: GuideFacts): Said[] {
  const { insideLinux, drivers, nvmeGeneration } = known;
  const { cloudInit, olderCloudInit, kernelOption, sshPort, fileSystems, documented } = insideLinux;
  return [
    say('guide.import.linux.drivers', {
      always: drivers.always,
      newer: drivers.newer,
      generation: nvmeGeneration,
    }),
    say('guide.import.linux.cloudInit', { version: cloudInit, older: olderCloudInit }),
    say('guide.import.linux.password', { option: kernelOption }),
    say('guide.import.linux.boot'),
    say('guide.import.linux.disk', { systems: { list: fileSystems } }),
    say('guide.import.linux.network', { port: sshPort }),
    say('guide.import.linux.security'),
    say('guide.import.arm', { boot: known.import.armBoot }),
    say('guide.import.documented', { year: String(documented) }),
  ];
}

function windows({ known }: GuideFacts): Said[] {
  const { rdpPort, leastGiB, documented } = known.insideWindows;
  return [
    say('guide.local.windows.drivers', { always: known.drivers.always }),
    say('guide.import.windows.access', { port: rdpPort }),
    say('guide.import.windows.disk', { gib: leastGiB }),
    say('guide.import.documented', { year: String(documented) }),
  ];
}

function after({ known, rules }: GuideFacts): Said[] {
  const paid = (['rhel', 'sles', 'windows-server'] as const).filter(
    (product) => rules(product).fee !== 'never',
  );
  return [
    say('guide.local.check', { strategy: known.imageCheck.strategy }),
    say('guide.import.after.cancel'),
    ...(paid.length ? [say('guide.import.after.licence', { list: productNames(paid) })] : []),
  ];
}
