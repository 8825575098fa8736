import { defineConfig } from 'vitest/config';

const shared = {
  environment: 'node',
  pool: 'forks',
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // A page or an engine process under load answers late, not never.
  expect: { poll: { timeout: 30_000 } },
} as const;

/** Of tests that start an engine, a command line or a page. */
const whole = { testTimeout: 120_000, hookTimeout: 120_000 } as const;

export default defineConfig({
  test: {
    // Two at a time: the tests start engines, decoders and browsers of their own.
    maxWorkers: 2,
    projects: [
      // Functions: files share a process, which loads modules once.
      { test: { ...shared, name: 'unit', include: ['test/{shared,workers,renderer}/**/*.test.ts'], isolate: false } },
      { test: { ...shared, name: 'engine', include: ['test/main/**/*.test.ts'] } },
      {
        test: {
          ...shared,
          ...whole,
          name: 'outside',
          include: ['test/{contract,golden,packaging,launcher}/**/*.test.ts'],
        },
      },
      {
        test: {
          ...shared,
          ...whole,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          setupFiles: ['test/fixtures/show-failed-pages.ts'],
        },
      },
    ],
  },
});
