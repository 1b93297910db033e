import { classOf } from '../src/ecs/load.ts';

/** The SDK alone: all instances of the regions it is sent, page after page, and nothing made of them. */
process.once('message', async (regions: string[]) => {
  const begun = performance.now();
  const [sdk, { $OpenApiUtil }] = await Promise.all([
    import('@alicloud/ecs20140526'),
    import('@alicloud/openapi-core'),
  ]);
  const Client = classOf(sdk);
  const { host = '', protocol = '' } = new URL(process.env.ECS_ENDPOINT ?? '');
  const client = new Client(
    new $OpenApiUtil.Config({
      accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
      accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
      endpoint: host,
      protocol: protocol.slice(0, -1),
    }),
  );
  await Promise.all(
    regions.map(async (regionId) => {
      let nextToken: string | undefined;
      do {
        const request = { regionId, maxResults: 100, ...(nextToken && { nextToken }) };
        const { body } = await client.describeInstances(new sdk.DescribeInstancesRequest(request));
        nextToken = body?.nextToken || undefined;
      } while (nextToken);
    }),
  );
  process.send?.(performance.now() - begun);
});
