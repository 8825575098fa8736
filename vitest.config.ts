import { defineConfig } from 'vitest/config';

const shared = {
  environment: 'node',
  pool: 'forks',
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // A page or an engine process under load answers late, not never.
  expect: { poll: { timeout: 15_000 } },
} as const;

export default defineConfig({
  test: {
    // Two at a time: the tests start engines, decoders and browsers of their own.
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: 'unit', include: ['test/{shared,workers,main,renderer}/**/*.test.ts'] } },
      {
        test: {
          ...shared,
          name: 'whole',
          include: ['test/{contract,e2e,golden,packaging,launcher}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
