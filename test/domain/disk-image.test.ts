import { describe, expect, it } from '@jest/globals';
import { detectDiskImage } from '../../src/domain/disk-image.ts';

const gib = 2 ** 30;
const kib64 = 64 * 1024;

/** A file's first bytes: `[offset, text or bytes]`. */
function bytes(size: number, ...parts: [number, string | Buffer][]): Buffer {
  const made = Buffer.alloc(size);
  for (const [offset, part] of parts)
    (typeof part === 'string' ? Buffer.from(part, 'latin1') : part).copy(made, offset);
  return made;
}

function u32(value: number): Buffer {
  const made = Buffer.alloc(4);
  made.writeUInt32BE(value);
  return made;
}

function u64(value: number): Buffer {
  const made = Buffer.alloc(8);
  made.writeBigUInt64BE(BigInt(value));
  return made;
}

const little = (value: Buffer) => Buffer.from(value).reverse();
const nothing = Buffer.alloc(512);
const qcow2 = (...more: [number, Buffer][]) =>
  bytes(kib64, [0, 'QFI\xfb'], [4, u32(3)], [24, u64(20 * gib)], ...more);
const footer = (type: number, size: number) => bytes(512, [0, 'conectix'], [48, u64(size)], [60, u32(type)]);
const dynamicVhd = (size: number, blocks: number) =>
  bytes(kib64, [0, footer(3, size)], [512, 'cxsparse'], [512 + 28, u32(blocks)], [512 + 32, u32(2 ** 21)]);
const mbr: [number, string] = [510, '\x55\xaa'];

describe('reading the format of a disk image from its bytes', () => {
  it('knows a QCOW2 image and the size of the disk inside', () => {
    expect(detectDiskImage(qcow2(), nothing, 3 * gib)).toEqual({
      format: 'QCOW2',
      virtualSizeBytes: 20 * gib,
      sizeGiB: 20,
      bootable: true,
    });
  });

  it('rounds a disk that is a little over up to whole GiB', () => {
    expect(detectDiskImage(bytes(kib64, mbr), footer(2, 3_221_471_232), 3_221_471_232 + 512)).toMatchObject({
      format: 'VHD',
      sizeGiB: 4,
    });
  });

  it('knows a fixed VHD by its last bytes alone', () => {
    expect(detectDiskImage(bytes(kib64, mbr), footer(2, 20 * gib), 20 * gib + 512)).toMatchObject({
      format: 'VHD',
      sizeGiB: 20,
    });
  });

  it('knows a dynamic VHD', () => {
    const head = dynamicVhd(20 * gib, 10_240);

    expect(detectDiskImage(head, footer(3, 20 * gib), gib)).toMatchObject({ format: 'VHD', sizeGiB: 20 });
  });

  it.each([1, 3])('knows a VMDK of version %i', (version) => {
    const head = bytes(kib64, [0, 'KDMV'], [4, little(u32(version))], [12, little(u64((40 * gib) / 512))]);

    expect(detectDiskImage(head, nothing, gib)).toMatchObject({ format: 'VMDK', sizeGiB: 40 });
  });

  it.each([
    ['an MBR', bytes(kib64, mbr)],
    ['a GPT', bytes(kib64, [512, 'EFI PART'])],
  ])('takes a file with %s for a RAW disk that starts', (_what, head) => {
    expect(detectDiskImage(head, nothing, 20 * gib)).toMatchObject({
      format: 'RAW',
      sizeGiB: 20,
      bootable: true,
    });
  });

  it('doubts that a file without a partition table starts', () => {
    expect(detectDiskImage(bytes(kib64), nothing, 20 * gib)).toMatchObject({
      format: 'RAW',
      bootable: false,
    });
  });

  it.each([
    ['a QCOW2 image with a backing file', qcow2([8, u64(512)]), nothing, 'base'],
    ['an encrypted QCOW2 image', qcow2([32, u32(1)]), nothing, 'encrypted'],
    ['a QCOW2 image whose data lie elsewhere', qcow2([72, u64(4)]), nothing, 'descriptor'],
    ['a QCOW2 image marked corrupt', qcow2([72, u64(2)]), nothing, 'damaged'],
    ['a QCOW2 image of a version to come', qcow2([4, u32(4)]), nothing, 'damaged'],
    ['a QCOW2 image compressed in a newer way', qcow2([72, u64(8)]), nothing, 'convert'],
    ['a differencing VHD', bytes(kib64, [0, footer(4, gib)]), footer(4, gib), 'base'],
    ['a VHD whose blocks do not cover it', dynamicVhd(20 * gib, 100), footer(3, 20 * gib), 'damaged'],
    ['a VHD cut off before its end', dynamicVhd(20 * gib, 10_240), nothing, 'damaged'],
    ['a fixed VHD that is not as long as it says', bytes(kib64, mbr), footer(2, 20 * gib), 'damaged'],
    ['a VHDX', bytes(kib64, [0, 'vhdxfile']), nothing, 'convert'],
    ['a VDI', bytes(kib64, [0x40, little(u32(0xbeda107f))]), nothing, 'convert'],
    ['a VMDK descriptor', bytes(1024, [0, '# Disk DescriptorFile\nversion=1']), nothing, 'descriptor'],
    ['a VMDK of another version', bytes(kib64, [0, 'KDMV'], [4, little(u32(9))]), nothing, 'damaged'],
    ['an ISO', bytes(kib64, mbr, [32_769, 'CD001']), nothing, 'installer'],
    ['a gzip file', bytes(kib64, [0, '\x1f\x8b']), nothing, 'unpack'],
    ['an xz file', bytes(kib64, [0, '\xfd7zXZ\0']), nothing, 'unpack'],
    ['a zip file', bytes(kib64, [0, 'PK\x03\x04']), nothing, 'unpack'],
    ['an OVA', bytes(kib64, [257, 'ustar']), nothing, 'unpack'],
  ])('refuses %s', (_what, head, tail, refused) => {
    expect(detectDiskImage(head, tail, 5 * gib)).toMatchObject({ refused });
  });

  it('refuses an empty file', () => {
    const none = Buffer.alloc(0);

    expect(detectDiskImage(none, none, 0)).toEqual({ format: 'empty', refused: 'empty' });
  });

  it('does not fail on a file of a few bytes', () => {
    const few = Buffer.from('QFI\xfb', 'latin1');

    expect(detectDiskImage(few, few, 4)).toEqual({ format: 'QCOW2', refused: 'damaged' });
  });
});
