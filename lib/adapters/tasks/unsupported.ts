import type { Integration } from './integration.ts';

/** Fails a Task by name, so that nobody takes a call that was never made for a success. */
export const unsupportedIntegration: Integration = {
  callClass: 'idempotent',
  lostError: { error: 'Stepyard.IntegrationNotSupported', cause: 'Stepyard does not support this integration yet.' },
  async call({ resource }) {
    return {
      error: 'Stepyard.IntegrationNotSupported',
      cause: `Stepyard does not support the Resource '${resource}' yet. See docs/feature-support.md for what it does.`,
    };
  },
};
