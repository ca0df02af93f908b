import type { SFNClient } from '@aws-sdk/client-sfn';

const LOCAL_REGION = 'us-east-1';
/** AWS wants a role for every machine; the emulator only remembers it. */
export const LOCAL_ROLE_ARN = 'arn:aws:iam::000000000000:role/stepyard';

/** The real SDK's client, pointed at an emulator. It is loaded here, so that serving does not wait for it. */
export async function connect(endpoint: string): Promise<SFNClient> {
  const { SFNClient } = await import('@aws-sdk/client-sfn');
  return new SFNClient({
    endpoint,
    region: LOCAL_REGION,
    credentials: { accessKeyId: '000000000000', secretAccessKey: 'none' },
  });
}
