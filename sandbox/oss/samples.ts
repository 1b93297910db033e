/** What lies in a bucket. `head` and `tail` stand for all the bytes: a 20 GiB disk image costs nothing. */
export interface StoredObject {
  size: number;
  head: Buffer;
  /** The last bytes; where it and `head` leave a gap, the object reads as zeros. */
  tail?: Buffer;
  contentType?: string;
  storageClass?: 'Standard' | 'IA' | 'Archive' | 'ColdArchive';
  /** Server-side encryption, e.g. `AES256`; ECS cannot import such an object. */
  sse?: string;
  lastModified?: number;
}

const GiB = 2 ** 30;

/** A qcow2 header (version 3, no backing file, no encryption) as qemu-img writes it. */
export function qcow2({ virtualGiB, size = 2 * GiB }: { virtualGiB: number; size?: number }): StoredObject {
  const head = Buffer.alloc(65_536);
  head.write('QFI\xfb', 0, 'latin1');
  head.writeUInt32BE(3, 4);
  head.writeUInt32BE(16, 20);
  head.writeBigUInt64BE(BigInt(virtualGiB * GiB), 24);
  head.writeUInt32BE(104, 100);
  return { size, head };
}

/** A raw disk with a master boot record. */
export function raw({ virtualGiB }: { virtualGiB: number }): StoredObject {
  const head = Buffer.alloc(65_536);
  head.writeUInt8(0x80, 446);
  head.writeUInt8(0x83, 450);
  head.writeUInt16LE(0xaa55, 510);
  return { size: virtualGiB * GiB, head };
}

/** A fixed VHD: a raw disk with a footer, which only its last 512 bytes tell apart. */
export function fixedVhd({ virtualGiB }: { virtualGiB: number }): StoredObject {
  const disk = raw({ virtualGiB });
  const tail = Buffer.alloc(512);
  tail.write('conectix', 0, 'latin1');
  tail.writeUInt32BE(2, 8);
  tail.writeUInt32BE(0x0001_0000, 12);
  tail.writeBigUInt64BE(0xffff_ffff_ffff_ffffn, 16);
  tail.writeBigUInt64BE(BigInt(disk.size), 40);
  tail.writeBigUInt64BE(BigInt(disk.size), 48);
  tail.writeUInt32BE(2, 60);
  return { size: disk.size + 512, head: disk.head, tail };
}

/** A stream-optimized VMDK, as VMware exports it. */
export function vmdk({ virtualGiB, size = GiB }: { virtualGiB: number; size?: number }): StoredObject {
  const head = Buffer.alloc(65_536);
  head.write('KDMV', 0, 'latin1');
  head.writeUInt32LE(3, 4);
  head.writeBigUInt64LE(BigInt((virtualGiB * GiB) / 512), 12);
  head.writeUInt16LE(1, 77);
  return { size, head };
}

/** An installation medium: no disk at all. */
export function iso({ size = GiB }: { size?: number } = {}): StoredObject {
  const head = Buffer.alloc(65_536);
  head.write('\x01CD001\x01', 32_768, 'latin1');
  return { size, head };
}

/** A gzip file; what is in it nobody sees before it is unpacked. */
export function gzip({ size = GiB }: { size?: number } = {}): StoredObject {
  const head = Buffer.alloc(65_536);
  head.writeUInt32BE(0x1f8b_0800, 0);
  return { size, head };
}
