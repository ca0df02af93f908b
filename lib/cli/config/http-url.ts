/** What `isHttpUrl` accepts, in words. */
export const HTTP_URL = 'a URL that starts with http:// or https://';

export function isHttpUrl(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value);
}
