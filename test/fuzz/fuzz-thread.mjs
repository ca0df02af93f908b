import { register } from 'tsx/esm/api';

// Threads do not inherit the loader.
register();
await import('./fuzz-worker.ts');
