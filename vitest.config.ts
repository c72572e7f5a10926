import { defineConfig } from 'vitest/config'

const minute = 60_000

/** What has to come true does so within milliseconds, on a busy machine within seconds. */
const patience = { expect: { poll: { timeout: 45_000 } } }

/**
 * A worker reads the product once for all its files, which takes a third of the CPU time. So a file leaves nothing
 * behind: what it fakes it gives back, what it opens it closes.
 */
const shared = { isolate: false }

/** Integration and end-to-end tests start servers and browsers: one file at a time. */
const oneAtATime = { fileParallelism: false, maxWorkers: 1 }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          ...patience,
          ...shared,
          include: ['test/unit/**/*.test.{ts,tsx}'],
          testTimeout: minute,
          hookTimeout: minute,
        },
      },
      {
        test: {
          name: 'contract',
          ...patience,
          ...shared,
          include: ['test/contract/**/*.test.ts'],
          testTimeout: minute,
          hookTimeout: minute,
        },
      },
      {
        test: {
          name: 'fuzz',
          ...patience,
          ...shared,
          include: ['test/fuzz/**/*.test.ts'],
          testTimeout: 5 * minute,
          hookTimeout: minute,
        },
      },
      {
        test: {
          name: 'integration',
          ...patience,
          ...shared,
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 5 * minute,
          hookTimeout: 2 * minute,
          ...oneAtATime,
        },
      },
      {
        test: {
          name: 'e2e',
          ...patience,
          ...shared,
          include: ['test/e2e/**/*.test.ts'],
          setupFiles: ['test/support/needs-chromium.ts'],
          testTimeout: 6 * minute,
          hookTimeout: minute,
          ...oneAtATime,
        },
      },
    ],
  },
})
