import { bytes } from '../oss/objects.ts';
import type { StoredObject } from '../oss/samples.ts';

/** What a disk image really is, whatever its name says. */
export function diskFormat(object: StoredObject): { format: string; virtualBytes: number } {
  // Where a file is shorter than what is read of it, it reads as zeros.
  const head = bytes(object, 0, 65_535);
  const tail = bytes(object, object.size - 512, object.size - 1);
  const starts = (magic: string, at = 0) => head.subarray(at, at + magic.length).toString('latin1') === magic;

  if (starts('QFI\xfb')) return { format: 'QCOW2', virtualBytes: Number(head.readBigUInt64BE(24)) };
  if (starts('vhdxfile')) return { format: 'VHDX', virtualBytes: object.size };
  // A fixed VHD looks like a raw disk from its head; only its footer tells.
  if (tail.subarray(0, 8).toString('latin1') === 'conectix') {
    return { format: 'VHD', virtualBytes: Number(tail.readBigUInt64BE(48)) };
  }
  if (starts('KDMV')) return { format: 'VMDK', virtualBytes: Number(head.readBigUInt64LE(12)) * 512 };
  if (starts('CD001', 32_769)) return { format: 'ISO', virtualBytes: object.size };
  if (starts('\x1f\x8b')) return { format: 'GZIP', virtualBytes: object.size };
  return { format: 'RAW', virtualBytes: object.size };
}
