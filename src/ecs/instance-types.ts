import { z } from 'zod';
import type { InstanceType } from '../domain/cloud.ts';
import type { EcsClient } from './client.ts';
import type { Patience } from './retry.ts';
import { count, inGroups, list, oneOf, told, word } from './wire.ts';

const Answer = z
  .object({
    instanceTypeId: z.string(),
    instanceTypeFamily: word,
    cpuCoreCount: count,
    memorySize: count,
    cpuArchitecture: oneOf(['X86', 'ARM']),
    nvmeSupport: oneOf(['required', 'unsupported']),
    supportedBootModes: list('supportedBootMode', z.string()),
    GPUAmount: count,
  })
  .transform(
    (said): InstanceType =>
      told({
        id: said.instanceTypeId,
        family: said.instanceTypeFamily,
        vcpu: said.cpuCoreCount,
        memoryGiB: said.memorySize,
        cpuArchitecture: said.cpuArchitecture,
        nvme: said.nvmeSupport,
        bootModes: said.supportedBootModes,
        gpus: said.GPUAmount || undefined,
      }),
  );
const Page = z.object({ instanceTypes: list('instanceType', Answer) });
const typesPerCall = 10;

export function instanceTypes(client: EcsClient) {
  // A type never changes, so what was read once is kept as long as the process lives.
  const known = new Map<string, InstanceType>();

  /** DescribeInstanceTypes, ten a call. Types ECS does not know are left out of the answer. */
  async function get(region: string, typeIds: string[], patience?: Patience): Promise<InstanceType[]> {
    const missing = typeIds.filter((id) => !known.has(id));
    await Promise.all(
      inGroups(missing, typesPerCall).map(async (group) => {
        const body = await client.read('DescribeInstanceTypes', region, { instanceTypes: group }, patience);
        for (const type of Page.parse(body).instanceTypes) known.set(type.id, type);
      }),
    );
    return typeIds.flatMap((id) => known.get(id) ?? []);
  }

  return { get };
}
