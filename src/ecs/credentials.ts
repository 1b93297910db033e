import type { CredentialModel } from '@alicloud/credentials';
import { noCredentials } from './errors.ts';
import { classOf } from './load.ts';

export type KeySettings = {
  accessKeyId?: string | undefined;
  accessKeySecret?: string | undefined;
  securityToken?: string | undefined;
};

type Keys = { accessKeyId: string; accessKeySecret: string; securityToken?: string };

/** What of the settings must not appear in any text. */
export function secretsOf({ accessKeyId, accessKeySecret, securityToken }: KeySettings): string[] {
  return [accessKeySecret, securityToken, accessKeyId].filter((secret) => secret !== undefined);
}

/** Where keys come from. `current` throws EcsError `auth` when there are none. */
export type Credentials = {
  current(): Promise<CredentialModel>;
  keys(): Promise<Keys>;
};

/**
 * The keys of the settings, else the default chain of `@alicloud/credentials`. The chain pins itself to its last
 * provider once it has failed and then only says nonsense, so it is thrown away on failure and built anew.
 */
export function credentials(settings: KeySettings): Credentials {
  let chain: Promise<{ getCredential(): Promise<CredentialModel> }> | undefined;

  async function current(): Promise<CredentialModel> {
    chain ??= openChain(settings);
    try {
      return await (await chain).getCredential();
    } catch {
      chain = undefined;
      throw noCredentials('credentials');
    }
  }

  return {
    current,
    async keys() {
      const { accessKeyId, accessKeySecret, securityToken } = await current();
      if (!accessKeyId || !accessKeySecret) throw noCredentials('credentials');
      return { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) };
    },
  };
}

async function openChain({ accessKeyId, accessKeySecret, securityToken }: KeySettings) {
  const loaded = await import('@alicloud/credentials');
  const Credential = classOf(loaded);
  if (!accessKeyId || !accessKeySecret) return new Credential();
  const type = securityToken ? 'sts' : 'access_key';
  return new Credential(new loaded.Config({ type, accessKeyId, accessKeySecret, securityToken }));
}
