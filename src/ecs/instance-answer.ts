import { z } from 'zod';
import type { Instance } from '../domain/cloud.ts';
import { flag, list, oneOf, tags, told, word, words } from './wire.ts';

const Addresses = z
  .object({ ipAddress: z.array(z.string()).catch([]) })
  .transform(({ ipAddress }) => ipAddress)
  .catch([]);
const LockReason = z.object({ lockReason: z.string() }).transform(({ lockReason }) => lockReason);

const Answer = z.object({
  instanceId: z.string(),
  instanceName: z.string().catch(''),
  regionId: word,
  zoneId: word,
  status: z.string().catch(''),
  stoppedMode: word,
  imageId: word,
  OSType: oneOf(['linux', 'windows']),
  OSName: words,
  OSNameEn: words,
  instanceType: word,
  instanceChargeType: word,
  spotStrategy: word,
  creationTime: word,
  expiredTime: word,
  keyPairName: word,
  operationLocks: list('lockReason', LockReason),
  tags,
  vpcAttributes: z.object({ privateIpAddress: Addresses }).catch({ privateIpAddress: [] }),
  publicIpAddress: Addresses,
  eipAddress: z.object({ ipAddress: word }).optional().catch(undefined),
  imageOptions: z.object({ currentOSNVMeSupported: flag }).optional().catch(undefined),
  deletionProtection: flag,
  hibernationOptions: z.object({ configured: flag }).optional().catch(undefined),
});

function instance(region: string) {
  return (said: z.output<typeof Answer>): Instance =>
    told({
      id: said.instanceId,
      name: said.instanceName || said.instanceId,
      region: said.regionId ?? region,
      zone: said.zoneId,
      status: said.status,
      stoppedMode: said.stoppedMode,
      imageId: said.imageId,
      osType: said.OSType,
      osName: said.OSName,
      osNameEn: said.OSNameEn,
      type: said.instanceType,
      chargeType: said.instanceChargeType,
      spot: said.spotStrategy && said.spotStrategy !== 'NoSpot' ? true : undefined,
      createdAt: said.creationTime,
      expiresAt: said.expiredTime,
      keyPair: said.keyPairName,
      locks: said.operationLocks,
      tags: said.tags,
      privateIps: said.vpcAttributes.privateIpAddress,
      publicIps: [...said.publicIpAddress, said.eipAddress?.ipAddress ?? []].flat(),
      nvmeSupported: said.imageOptions?.currentOSNVMeSupported,
      deletionProtection: said.deletionProtection,
      hibernation: said.hibernationOptions?.configured,
    });
}

const Page = z.object({ instances: list('instance', Answer) });

/** DescribeInstances' body. */
export function readInstances(body: unknown, region: string): Instance[] {
  return Page.parse(body).instances.map(instance(region));
}
