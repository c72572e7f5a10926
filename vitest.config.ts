import { defineConfig } from 'vitest/config'

const minute = 60_000

/** Integration and end-to-end tests start servers and browsers: one file at a time. */
const oneAtATime = { fileParallelism: false, maxWorkers: 1 }

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], testTimeout: 20_000 },
      },
      {
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          testTimeout: minute,
          hookTimeout: minute,
        },
      },
      {
        test: { name: 'fuzz', include: ['test/fuzz/**/*.test.ts'], testTimeout: 3 * minute },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: minute,
          hookTimeout: minute,
          ...oneAtATime,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          setupFiles: ['test/support/needs-chromium.ts'],
          testTimeout: 2 * minute,
          hookTimeout: minute,
          ...oneAtATime,
        },
      },
    ],
  },
})
