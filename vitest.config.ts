import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // One project per layer; `vitest run --project asl` runs one of them.
    projects: ['asl', 'engine', 'api', 'adapters', 'simulator', 'cli', 'functions', 'repository'].map((name) => ({
      test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout: 30_000 },
    })),
  },
});
