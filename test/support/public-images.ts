import { readFileSync } from 'node:fs';
import type { Image, InstanceType } from '../../src/domain/cloud.ts';
import { readImages } from '../../src/ecs/image-answer.ts';

const data = new URL('../../sandbox/data/', import.meta.url);

/** The 300 real public images, read as an answer of DescribeImages is read. */
export function publicImages(region = 'cn-hangzhou'): Image[] {
  return readImages({ images: { image: read('public-images.json').map(asSdkModel) } }, region);
}

/** A real instance type, as DescribeInstanceTypes tells it. */
export function instanceType(id: string): InstanceType {
  const found = read('instance-types.json').find(({ instanceType: type }) => type === id);
  if (!found) throw new Error(`no instance type ${id} in the data`);
  return {
    id,
    memoryGiB: Number(found.memoryGiB),
    cpuArchitecture: found.cpuArchitecture as 'X86' | 'ARM',
    nvme: found.nvmeSupport as 'required' | 'unsupported',
    bootModes: (found.bootModes as string[] | null) ?? [],
  };
}

function read(file: string): Record<string, unknown>[] {
  return JSON.parse(readFileSync(new URL(file, data), 'utf8'));
}

/** The SDK's property names: lower camel, but for names that begin with two capitals. */
function asSdkModel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asSdkModel);
  if (!value || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name,
      asSdkModel(inner),
    ]),
  );
}
