import { z } from 'zod';

/** What a system says of itself from the inside. */
export const Guest = z.object({
  os: z.string().optional(),
  kernel: z.string().optional(),
  /** Where block devices are mounted. */
  mounts: z.array(z.string()),
  /** Fingerprints of the SSH host keys. */
  hostKeys: z.array(z.string()),
});
export type Guest = z.infer<typeof Guest>;

/** Reads only, needs no root, and every line may fail by itself. */
export const guestScript = [
  'cat /etc/os-release 2>/dev/null',
  'uname -r',
  'findmnt -rno SOURCE,TARGET,FSTYPE,OPTIONS 2>/dev/null',
  'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub 2>/dev/null',
  'true',
].join('\n');

/** What `guestScript` printed. Lines are told apart by their form, so that one that failed shifts nothing. */
export function readGuest(output: string): Guest {
  const lines = output.split('\n').map((line) => line.trim());
  const each = (form: RegExp) => lines.flatMap((line) => form.exec(line)?.[1] ?? []);
  const [os] = each(/^PRETTY_NAME="?([^"]+)"?$/);
  const [kernel] = each(/^(\d+\.\d+\.\d+\S*)$/);
  return {
    ...(os && { os }),
    ...(kernel && { kernel }),
    mounts: each(/^\/dev\/\S+ (\/\S*) /),
    hostKeys: each(/^\d+ (SHA256:\S+) /),
  };
}

/** Mount points of before that are there no longer: what an entry in /etc/fstab has to bring back. */
export function unmounted(before: Guest | undefined, after: Guest | undefined): string[] {
  if (!before || !after) return [];
  return before.mounts.filter((target) => !after.mounts.includes(target));
}
