import type { ImageRecord, InstanceType } from './records.ts';

/** Why an image cannot run on a type, or undefined when it can: processor, NVMe, boot mode, 32 bit. */
export function misfit(image: ImageRecord, type: InstanceType): string | undefined {
  const arm = type.cpuArchitecture === 'ARM';
  if ((image.Architecture === 'arm64') !== arm)
    return `${image.Architecture} does not run on ${type.cpuArchitecture}`;
  if (type.nvmeSupport === 'required' && image.Features?.NvmeSupport !== 'supported') return 'no NVMe driver';
  const boot = image.BootMode ?? 'BIOS';
  if (type.bootModes && boot !== 'UEFI-Preferred' && !type.bootModes.includes(boot))
    return `boot mode ${boot}`;
  if (image.Architecture === 'i386' && type.memoryGiB >= 4) return '32 bit with 4 GiB or more';
  return undefined;
}
