/** What the first 64 KiB, the last 512 bytes and the size of a file show of the disk image in it. */
export type DiskImage =
  | {
      format: ImportableFormat;
      /** Bytes of the disk inside. */
      virtualSizeBytes: number;
      /** Smallest DiskImageSize that holds it. */
      sizeGiB: number;
      /** RAW without a partition table: it may be no disk at all, or not start. */
      bootable: boolean;
    }
  | { format: RefusedFormat; refused: Refusal };

export type ImportableFormat = 'RAW' | 'VHD' | 'QCOW2' | 'VMDK';
type RefusedFormat = ImportableFormat | 'VHDX' | 'VDI' | 'ISO' | 'gzip' | 'xz' | 'zip' | 'tar' | 'empty';
/**
 * Why ECS cannot take it: `convert` to another format first, `unpack` an archive, `base` image or parent disk is
 * missing, `encrypted`, `descriptor` without its data, a header that contradicts itself is `damaged`,
 * `installer` media are not a disk, `empty`.
 */
type Refusal = 'convert' | 'unpack' | 'base' | 'encrypted' | 'descriptor' | 'damaged' | 'installer' | 'empty';

const sector = 512;
const gib = 2 ** 30;

/**
 * Reads the format from bytes, never from a name. Pure.
 * @param head the first bytes of the file, 64 KiB if it has them (ISO shows itself at 32,769).
 * @param tail the last 512 bytes: a fixed VHD looks like RAW from its head.
 */
export function detectDiskImage(head: Uint8Array, tail: Uint8Array, sizeBytes: number): DiskImage {
  const start = reader(head);
  const end = reader(tail);
  if (sizeBytes === 0) return refuse('empty', 'empty');
  if (start.isAt(0, 'QFI\xfb')) return qcow2(start);
  if (start.isAt(0, 'conectix')) return end.isAt(0, 'conectix') ? vhd(end, start) : refuse('VHD', 'damaged');
  if (start.isAt(0, 'vhdxfile')) return refuse('VHDX', 'convert');
  if (start.isAt(0, 'KDMV')) return vmdk(start);
  if (start.isAt(0, '# Disk DescriptorFile')) return refuse('VMDK', 'descriptor');
  if (start.u32le(0x40) === 0xbeda107f) return refuse('VDI', 'convert');
  if (start.isAt(0, '\x1f\x8b')) return refuse('gzip', 'unpack');
  if (start.isAt(0, '\xfd7zXZ')) return refuse('xz', 'unpack');
  if (start.isAt(0, 'PK\x03\x04')) return refuse('zip', 'unpack');
  if (start.isAt(257, 'ustar')) return refuse('tar', 'unpack');
  if (end.isAt(0, 'conectix')) return vhd(end, start, sizeBytes);
  if (start.isAt(32_769, 'CD001')) return refuse('ISO', 'installer');
  return image('RAW', sizeBytes, hasPartitions(start));
}

// Bits a reader of QCOW2 version 3 must know or leave the file alone; newer ones need a newer reader than ECS may be.
const dirty = 1;
const corrupt = 2;
const externalData = 4;

function qcow2(start: Reader): DiskImage {
  const version = start.u32be(4);
  if (version !== 2 && version !== 3) return refuse('QCOW2', 'damaged');
  if (start.u64be(8) !== 0) return refuse('QCOW2', 'base');
  if (start.u32be(32) !== 0) return refuse('QCOW2', 'encrypted');
  const features = version === 3 ? (start.u64be(72) ?? 0) : 0;
  if (features & corrupt) return refuse('QCOW2', 'damaged');
  if (features & externalData) return refuse('QCOW2', 'descriptor');
  if (features & ~dirty) return refuse('QCOW2', 'convert');
  return sized('QCOW2', start.u64be(24));
}

const fixedDisk = 2;
const dynamicDisk = 3;
const differencingDisk = 4;

/** @param sizeBytes told for fixed disks, where the file is the disk and 512 bytes of footer. */
function vhd(footer: Reader, start: Reader, sizeBytes?: number): DiskImage {
  const type = footer.u32be(60);
  const virtualSize = footer.u64be(48);
  if (type === differencingDisk) return refuse('VHD', 'base');
  if (type === dynamicDisk) {
    const covered = (start.u32be(sector + 28) ?? 0) * (start.u32be(sector + 32) ?? 0);
    if (!start.isAt(sector, 'cxsparse') || covered < (virtualSize ?? 0)) return refuse('VHD', 'damaged');
    return sized('VHD', virtualSize);
  }
  if (type !== fixedDisk) return refuse('VHD', 'damaged');
  if (sizeBytes !== undefined && sizeBytes !== (virtualSize ?? 0) + sector) return refuse('VHD', 'damaged');
  return sized('VHD', virtualSize);
}

function vmdk(start: Reader): DiskImage {
  const version = start.u32le(4);
  if (version !== 1 && version !== 3) return refuse('VMDK', 'damaged');
  const sectors = start.u64le(12);
  return sized('VMDK', sectors === undefined ? undefined : sectors * sector);
}

/** An MBR's mark or a GPT's name. */
function hasPartitions(start: Reader): boolean {
  return start.isAt(510, '\x55\xaa') || start.isAt(sector, 'EFI PART');
}

function sized(format: ImportableFormat, bytes: number | undefined): DiskImage {
  return bytes ? image(format, bytes, true) : refuse(format, 'damaged');
}

function image(format: ImportableFormat, virtualSizeBytes: number, bootable: boolean): DiskImage {
  return { format, virtualSizeBytes, sizeGiB: Math.ceil(virtualSizeBytes / gib), bootable };
}

function refuse(format: RefusedFormat, refused: Refusal): DiskImage {
  return { format, refused };
}

type Reader = ReturnType<typeof reader>;

/** Reads numbers at offsets; what lies outside the bytes is undefined. */
function reader(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (offset: number, length: number) => offset + length <= bytes.length;
  return {
    isAt: (offset: number, signature: string) =>
      [...signature].every((letter, at) => bytes[offset + at] === letter.charCodeAt(0)),
    u32be: (offset: number) => (has(offset, 4) ? view.getUint32(offset) : undefined),
    u32le: (offset: number) => (has(offset, 4) ? view.getUint32(offset, true) : undefined),
    u64be: (offset: number) => (has(offset, 8) ? Number(view.getBigUint64(offset)) : undefined),
    u64le: (offset: number) => (has(offset, 8) ? Number(view.getBigUint64(offset, true)) : undefined),
  };
}
