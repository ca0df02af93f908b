const OWN_HOST = /^(?:(?:[a-z0-9-]+\.)*localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * May a web page of this origin call the server? Those of the machine itself may. Any other is somebody's page in the
 * user's browser: it could run the user's functions, and have requests sent with the secrets of connections.
 * @param origin the header; undefined: the caller is no web page
 * @param allowed another origin, or `*` for all
 */
export function mayCall(origin: string | undefined, allowed: string | undefined): boolean {
  if (origin === undefined || allowed === '*' || origin === allowed) return true;
  return URL.canParse(origin) && OWN_HOST.test(new URL(origin).hostname);
}
