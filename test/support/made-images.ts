import type { ImageRecord } from '../../sandbox/ecs/records.ts';
import type { Seed } from '../../sandbox/seed.ts';

/**
 * Images that exist but whose ids nobody has published. Each is a real record with another system's name, so that a
 * rule about that system can be shown; the ids say that they are made.
 */
export function madeImage(seed: Seed, like: string, own: Partial<ImageRecord> & { ImageId: string }): void {
  const record = seed.publicImages.find(({ ImageId }) => ImageId === like);
  if (!record) throw new Error(`no image ${like} in the data`);
  seed.publicImages.push({ ...structuredClone(record), ImageName: own.ImageId, ...own });
}

export const made = {
  debian13: 'made_debian_13.vhd',
  redHat9: 'made_red_hat_9.vhd',
  freebsd14: 'made_freebsd_14.vhd',
};

/** The systems of the picking table that the real data lacks. */
export function withMadeImages(seed: Seed): void {
  const day = { CreationTime: '2026-09-01T00:00:00Z' };
  madeImage(seed, 'debian_12_13_x64_20G_alibase_20260120.vhd', {
    ...day,
    ImageId: made.debian13,
    ImageFamily: 'acs:made_debian_13_x64',
    OSName: 'Debian 13.4 64位',
    OSNameEn: 'Debian 13.4 64 bit',
  });
  madeImage(seed, 'almalinux_9_3_x64_20G_alibase_20240228.vhd', {
    ...day,
    ImageId: made.redHat9,
    ImageFamily: '',
    OSName: 'Red Hat Enterprise Linux 9.6 64位',
    OSNameEn: 'Red Hat Enterprise Linux 9.6 64 bit',
    Platform: 'RedHat',
  });
  madeImage(seed, 'freebsd_13_0_x86_30G_alibase_20220324.vhd', {
    ...day,
    ImageId: made.freebsd14,
    ImageFamily: 'acs:made_freebsd_14_x64',
    OSName: 'FreeBSD 14.4 64位',
    OSNameEn: 'FreeBSD 14.4 64 bit',
  });
}
