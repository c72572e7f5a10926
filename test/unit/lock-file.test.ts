import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mendLock, type LockFile } from '../../scripts/mend-lock.ts'

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile

test('[T1] the lock file installs with every npm on every platform, without a compiler', () => {
  expect(mendLock(lock), 'run `npm run lock` after installing a package').toEqual(lock)
})

test('[T1] mending a lock file names what a registry left out, and only that', () => {
  const mended = mendLock({
    packages: {
      '': { optionalDependencies: {} },
      'node_modules/tool': {
        dev: true,
        optionalDependencies: {
          'tool-linux-x64-musl': '1.0.0',
          'tool-darwin-arm64': '1.0.0',
          extra: '2.0.0',
        },
      },
      'node_modules/tool-darwin-arm64': { version: '1.0.0' },
    },
  })
  expect(mended.packages['node_modules/tool-linux-x64-musl']).toEqual({
    version: '1.0.0',
    os: ['linux'],
    cpu: ['x64'],
    libc: ['musl'],
    dev: true,
    optional: true,
  })
  expect(mended.packages['node_modules/tool-darwin-arm64']).toEqual({ version: '1.0.0' })
  expect(mended.packages).not.toHaveProperty('node_modules/extra')
})

test('[T2] no address of a registry stands in the lock file', () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved"/)
})
