import { apiFunction } from './http.ts';

/**
 * The API behind API Gateway, which waits 30 seconds for an answer: a poll that ends before then is answered with no
 * task, and workers poll again.
 */
export const handler = apiFunction({ activityPollMs: 25_000 });
