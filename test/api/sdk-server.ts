import { SFN } from '@aws-sdk/client-sfn';
import { startEmbedded } from '../../lib/adapters/embedded/embedded.ts';

interface SdkServer {
  readonly sfn: SFN;
  close(): Promise<void>;
}

/** Where the resources are that `sfn` makes. */
export const SDK_ARNS = 'arn:aws:states:eu-west-1:123456789012';

/** A server in memory, and a client of the AWS SDK that knows it; requests are not repeated. */
export async function startSdkServer(): Promise<SdkServer> {
  const server = await startEmbedded({ port: 0, log: () => undefined });
  const sfn = new SFN({
    endpoint: server.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    disableHostPrefix: true,
    maxAttempts: 1,
  });
  return {
    sfn,
    close: () => {
      sfn.destroy();
      return server.close();
    },
  };
}
