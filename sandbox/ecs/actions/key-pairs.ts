import { z } from 'zod';
import { action } from '../action.ts';
import { denied, missing } from '../errors.ts';
import { page } from '../paging.ts';
import { jsonIds, numbered, regional, text } from '../parameters.ts';

export const describeKeyPairs = action(
  'DescribeKeyPairs',
  z.object({
    ...regional,
    ...numbered(50),
    KeyPairName: text.optional(),
    KeyPairFingerPrint: text.optional(),
  }),
  (asked, world) => {
    const found = [...world.keyPairs]
      .map((key) => key.split('/'))
      .filter(
        ([region, name]) =>
          region === asked.RegionId && (!asked.KeyPairName || matches(asked.KeyPairName, name ?? '')),
      );
    const { rows, fields } = page(found, asked);
    const KeyPair = rows.map(([, KeyPairName = '']) => ({
      KeyPairName,
      KeyPairFingerPrint: Buffer.from(KeyPairName.padEnd(16, '.')).toString('hex').slice(0, 32),
      CreationTime: '2025-03-01T02:00:00Z',
      ResourceGroupId: '',
      Tags: { Tag: [] },
    }));
    return { ...fields, KeyPairs: { KeyPair } };
  },
);

export const attachKeyPair = action(
  'AttachKeyPair',
  z.object({ ...regional, KeyPairName: text, InstanceIds: jsonIds }),
  ({ RegionId, KeyPairName, InstanceIds }, world) => {
    if (!world.keyPairs.has(`${RegionId}/${KeyPairName}`)) throw missing('InvalidKeyPairName.NotFound');
    const instances = InstanceIds.map((id) => world.instance(id, RegionId));
    if (instances.some(({ status }) => status === 'Starting' || status === 'Stopping'))
      throw denied('IncorrectInstanceStatus');
    return () => {
      for (const instance of instances) {
        instance.keyPair = KeyPairName;
        world.changed('instance', instance.id, 'key pair');
      }
      return {
        KeyPairName,
        TotalCount: String(instances.length),
        FailCount: '0',
        Results: {
          Result: instances.map(({ id }) => ({
            InstanceId: id,
            Success: 'true',
            Code: '200',
            Message: 'successful',
          })),
        },
      };
    };
  },
);

function matches(pattern: string, name: string): boolean {
  if (!pattern.includes('*')) return pattern === name;
  return name.includes(pattern.replaceAll('*', ''));
}
