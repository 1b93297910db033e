/** A refusal as OSS words it: the code is what clients match on. */
export class OssError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'OssError';
  }
}

export function errorXml({ code, message }: OssError, requestId: string, host: string): string {
  return document('Error', { Code: code, Message: message, RequestId: requestId, HostId: host });
}

export function locationXml(region: string): string {
  return `${HEAD}<LocationConstraint>oss-${region}</LocationConstraint>`;
}

export function bucketXml(name: string, region: string, storageClass: string): string {
  const fields = {
    Name: name,
    Location: `oss-${region}`,
    StorageClass: storageClass,
    CreationDate: '2025-01-01T00:00:00.000Z',
    ExtranetEndpoint: `oss-${region}.aliyuncs.com`,
    IntranetEndpoint: `oss-${region}-internal.aliyuncs.com`,
  };
  return `${HEAD}<BucketInfo><Bucket>${elements(fields)}</Bucket></BucketInfo>`;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

function document(root: string, fields: Record<string, string>): string {
  return `${HEAD}<${root}>${elements(fields)}</${root}>`;
}

function elements(fields: Record<string, string>): string {
  return Object.entries(fields)
    .map(([name, text]) => `<${name}>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</${name}>`)
    .join('');
}
