import { apiFunction } from './http.ts';

/** The API behind a Function URL, for what takes longer than API Gateway waits: StartSyncExecution, GetActivityTask. */
export const handler = apiFunction({});
