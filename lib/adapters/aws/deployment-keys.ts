import { hkdfSync } from 'node:crypto';

/** What one deployment's secret is stretched into: a key of its own for every purpose. */
export interface DeploymentKeys {
  /** Signs task tokens and page tokens. */
  readonly tokens: Uint8Array;
  /** Encrypts the secrets of access keys. */
  readonly accessKeys: Uint8Array;
}

const MIN_CHARACTERS = 32;

/** Throws when the secret is too short to be one. @param secret random text, the same in all functions of a deployment */
export function deriveKeys(secret: string): DeploymentKeys {
  if (secret.length < MIN_CHARACTERS) throw new Error(`A deployment key has at least ${MIN_CHARACTERS} characters.`);
  const derive = (purpose: string) => new Uint8Array(hkdfSync('sha256', secret, '', `stepyard/${purpose}`, 32));
  return { tokens: derive('tokens'), accessKeys: derive('access-keys') };
}
