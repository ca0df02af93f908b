/** What a Task fails with when nobody knows whether its function ran. AWS names such calls this way. */
export const LOST_CALL = {
  error: 'Lambda.ClientExecutionTimeoutException',
  cause: 'The answer of the function was lost: it may or may not have run.',
} as const;
