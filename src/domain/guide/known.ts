import { z } from 'zod';
import data from '../data/guide-facts.json' with { type: 'json' };
import type { Product, Release as SystemRelease } from '../systems.ts';

/** Each fact stands in the file with where it is from and how far to trust it; the topics need the value alone. */
function fact<S extends z.ZodType>(value: S) {
  const certainty = z.enum(['documented', 'documented-2021', 'seen', 'memory', 'judgement']);
  return z
    .strictObject({ value, source: z.string().min(1), certainty })
    .transform((one) => (one as { value: z.output<S> }).value);
}

const text = z.string().min(1);
const count = z.int().positive();
const Release = z
  .strictObject({ product: text, version: text })
  .transform((one) => one as Required<SystemRelease>);
const releases = z.array(Release);

const Known = z.strictObject({
  /** What the old guide told people to take. */
  oldAdvice: fact(releases),
  /** Paths of the vendor's help pages, the same on both sites. */
  pages: fact(
    z.strictObject({
      images: text,
      publicImages: text,
      import: text,
      replace: text,
      lifecycle: text,
    }),
  ),
  /** Families of instance types with Arm processors, and the one whose name misleads most. */
  arm: fact(z.strictObject({ families: z.array(text), mistaken: text })),
  bits: fact(z.strictObject({ narrow: count, mostGiB: count })),
  ages: fact(z.strictObject({ oldDays: count, soonDays: count })),
  /** From this generation of types on, disks are attached by NVMe. */
  nvmeGeneration: fact(count),
  windowsFee: fact(z.strictObject({ documented: count })),
  lts: fact(z.strictObject({ years: count, proYears: count })),
  upload: fact(z.strictObject({ multipartGiB: count, documented: count })),
  imageCheck: fact(z.strictObject({ strategy: text })),
  drivers: fact(z.strictObject({ always: text, newer: text })),
  import: fact(
    z.strictObject({
      role: text,
      roleTemplate: text,
      missingRole: text,
      formats: z.array(text),
      preview: text,
      refused: text,
      convert: text,
      suffixes: z.array(text),
      systemDisks: count,
      dataDisks: count,
      leastGiB: count,
      mostGiB: count,
      armBoot: text,
      defaultBoot: text,
      licences: z.array(text),
    }),
  ),
  insideLinux: fact(
    z.strictObject({
      cloudInit: text,
      olderCloudInit: text,
      kernelOption: text,
      sshPort: count,
      fileSystems: z.array(text),
      documented: count,
    }),
  ),
  insideWindows: fact(z.strictObject({ rdpPort: count, leastGiB: count, documented: count })),
  /** Where the guest says what it is, and what it was made from. */
  guestFiles: fact(z.strictObject({ release: text, image: text })),
  replacement: fact(
    z.strictObject({
      leastDiskGiB: count,
      snapshotGiB: count,
      snapshotMinutes: count,
      crossPlatformDocumented: count,
    }),
  ),
  /** The build in which unattended-upgrades was seen switched on. */
  unattended: fact(z.strictObject({ product: text, version: text, built: z.iso.date() })),
  /** By package tool, for security fixes where it can tell them apart. */
  updateCommands: fact(z.record(text, text)),
  /** Ways out of CentOS; `from` is empty where a need decides and not the system. */
  leaving: fact(
    z.array(
      z.strictObject({
        why: z.enum(['compatible', 'steps', 'preview', 'certified', 'baseline']),
        from: releases,
        first: releases,
        others: releases,
        /** Possible, but something newer of the same kind is better. */
        lesser: releases.default([]),
      }),
    ),
  ),
  /** What the vendor's own release is compatible with. */
  ownLinux: fact(z.strictObject({ base: Release, release: Release })),
  smc: fact(
    z.strictObject({
      seenWithinHours: count,
      stoppedDocumented: count,
      unknownTool: text,
      never: z.array(text.transform((product) => product as Product)),
    }),
  ),
});

/** What the guide says that no other data file holds. */
export type Known = z.infer<typeof Known>;
export const known: Known = Known.parse(data);
