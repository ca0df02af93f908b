import type { InvokeMessage, WorkerStart } from './worker-messages.ts';

type Callback = (error: unknown, result?: unknown) => void;

/** The context object of Lambda's Node.js runtime, its old way of answering (`succeed`, `fail`, `done`) included. */
export function lambdaContext(start: WorkerStart, message: InvokeMessage, answer: Callback): object {
  const { functionName, memoryMegabytes } = start;
  const { requestId, functionArn, deadline, clientContext } = message;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: '$LATEST',
    functionName,
    memoryLimitInMB: String(memoryMegabytes),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: `local/[$LATEST]${requestId.replaceAll('-', '')}`,
    invokedFunctionArn: functionArn,
    awsRequestId: requestId,
    ...(clientContext !== undefined && {
      clientContext: JSON.parse(Buffer.from(clientContext, 'base64').toString('utf8')) as unknown,
    }),
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    succeed: (result: unknown) => answer(null, result),
    fail: (error: unknown) => answer(error ?? 'null'),
    done: answer,
  };
}
