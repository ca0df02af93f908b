/**
 * Why there is no answer, as the network says it (`connect ECONNREFUSED …`), which fetch hides behind its own words.
 * Those are not repeated: they may quote the request, with what is secret in it.
 */
export function fetchFailure(error: unknown): string {
  if (error instanceof DOMException) return error.message;
  const cause = error instanceof Error ? error.cause : undefined;
  if (!(cause instanceof Error)) return 'The request could not be sent.';
  return cause.message || ('code' in cause ? String(cause.code) : cause.name);
}
