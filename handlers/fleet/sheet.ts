import { stringify } from 'csv-stringify/sync';
import type { Machine } from '../../src/domain/fleet.ts';

/** Names of columns are for programs, and the same in every language. */
const columns: Record<string, (machine: Machine) => string | number | undefined> = {
  instance_id: ({ instance }) => instance.id,
  name: ({ instance }) => instance.name,
  region: ({ instance }) => instance.region,
  zone: ({ instance }) => instance.zone,
  status: ({ instance }) => instance.status,
  instance_type: ({ instance }) => instance.type,
  image_id: ({ instance }) => instance.imageId,
  system: ({ system }) => system,
  stage: ({ stage }) => stage,
  support_ends: ({ support }) => day(support.endsAt),
  days_left: ({ support }) => support.daysLeft,
  put_off_until: ({ snooze }) => day(snooze?.until),
  put_off_by: ({ snooze }) => snooze?.by,
  put_off_reason: ({ snooze }) => snooze?.reason,
};

/**
 * All machines as CSV. With a byte order mark, without which Excel misreads Chinese; and with formulas made harmless,
 * for anybody who may name an instance could otherwise name it one.
 */
export function fleetSheet(machines: Machine[]): Buffer {
  const rows = machines.map((machine) => Object.values(columns).map((value) => value(machine) ?? ''));
  const csv = stringify([Object.keys(columns), ...rows], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
  return Buffer.from(csv);
}

function day(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString().slice(0, 10);
}
