import type { Instance } from '../../src/domain/cloud.ts';

let made = 0;

/** An instance that runs this system and is otherwise like any other. */
export function running(osNameEn: string, own: Partial<Instance> = {}): Instance {
  const id = `i-${String(++made).padStart(6, '0')}`;
  return {
    id,
    name: id,
    region: 'cn-hangzhou',
    status: 'Running',
    osNameEn,
    locks: [],
    tags: {},
    privateIps: [],
    publicIps: [],
    ...own,
  };
}
