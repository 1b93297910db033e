import { z } from 'zod';

/** Region ids as Alibaba Cloud writes them: `cn-hangzhou`, `ap-southeast-1`. */
export const RegionId = z
  .string()
  .toLowerCase()
  .regex(/^[a-z]{2}-[a-z]+(-[a-z0-9]+)*$/);

const architectures = new Map([
  ['amd64', 'x86_64'],
  ['x64', 'x86_64'],
  ['x86', 'x86_64'],
  ['aarch64', 'arm64'],
  ['arm', 'arm64'],
]);

/** ECS's words, and what others call the same. */
export const ArchitectureWord = z.preprocess(
  (word) => architectures.get(String(word).toLowerCase()) ?? word,
  z.enum(['x86_64', 'arm64']),
);

/** An instance type or the id of an instance that has one. */
export const TypeOrInstance = z.string().regex(/^(ecs\.[a-z0-9-]+\.[a-z0-9-]+|i-[a-z0-9]+)$/i);
