/** A refusal as ECS words it. Codes, typos included, are the vendor's: clients match on them. */
export class EcsError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string = TEXTS[code] ?? 'The request was refused.',
  ) {
    super(message);
    this.name = 'EcsError';
  }
}

export const invalid = (code: string, message?: string) => new EcsError(400, code, message);
export const denied = (code: string, message?: string) => new EcsError(403, code, message);
export const missing = (code: string, message?: string) => new EcsError(404, code, message);

const TEXTS: Record<string, string> = {
  DiskCreatingSnapshot: 'A snapshot of the disk is still being created.',
  DryRunOperation: 'Request validation has been passed with DryRun flag set.',
  IncorrectImageStatus: 'The image is not in a status that allows this operation.',
  IncorrectInstanceStatus: 'The current status of the resource does not support this operation.',
  InstanceLockedForSecurity: 'The instance is locked for security reasons.',
  'InvalidDiskId.NotFound': 'The specified disk does not exist.',
  'InvalidImageId.NotFound': 'The specified ImageId does not exist.',
  'InvalidInstanceId.NotFound': 'The specified InstanceId does not exist.',
  'InvalidKeyPairName.NotFound': 'The specified KeyPairName does not exist.',
  'InvalidRegionId.NotFound': 'The specified RegionId does not exist.',
  'InvalidSnapshotId.NotFound': 'The specified SnapshotId does not exist.',
  'InvalidTaskId.NotFound': 'The specified TaskId does not exist.',
  'InvalidImageName.Duplicated': 'The specified image name already exists.',
  NoSetRoletoECSServiceAcount:
    'ECS is not authorized to access your OSS: grant the role AliyunECSImageImportDefaultRole.',
};
