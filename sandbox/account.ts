/** An access key of the one account the sandbox knows. */
export interface Account {
  accessKeyId: string;
  accessKeySecret: string;
}

export const sandboxAccount: Account = { accessKeyId: 'sandbox', accessKeySecret: 'sandbox-secret' };
