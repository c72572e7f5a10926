import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/**
 * Completes package-lock.json after `npm install`, so that `npm ci` works with every npm on every machine.
 *
 * - npm writes down only the platform packages its registry could give at that moment, and npm 11 then refuses
 *   the lock file. The missing ones are named here; their versions are pinned by the packages that want them.
 * - npm up to 11 compiles every package that has a `binding.gyp` unless the lock file says otherwise, which needs
 *   a compiler and Python. better-sqlite3 brings its binaries with it.
 */

type LockEntry = {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  gypfile?: boolean
  optionalDependencies?: Record<string, string>
}
export type LockFile = { packages: Record<string, LockEntry> }

const WITH_BINARIES_INSIDE = ['node_modules/better-sqlite3']

export function mendLock(lock: LockFile): LockFile {
  const { '': root = {}, ...packages } = lock.packages
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const known = packages[`${path}/node_modules/${name}`] ?? packages[`node_modules/${name}`]
      const platform = platformOf(name)
      if (known || !platform) continue
      packages[`node_modules/${name}`] = {
        version,
        ...platform,
        ...(entry.dev && { dev: true }),
        optional: true,
      }
    }
  }
  for (const path of WITH_BINARIES_INSIDE) {
    const entry = packages[path]
    if (entry) entry.gypfile = false
  }
  const sorted = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, 'en'))
  return { ...lock, packages: { '': root, ...Object.fromEntries(sorted) } }
}

/** Read from a name such as `@oxlint/binding-linux-x64-musl`; null where the name tells no platform. */
function platformOf(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> | null {
  const os = /android|darwin|freebsd|openharmony|win32|linux/.exec(name)?.[0]
  const cpu = /-(arm64|x64|ia32|ppc64|riscv64|s390x|arm)\b/.exec(name)?.[1]
  if (!os || !cpu) return null
  const libc = os === 'linux' ? /musl|gnu/.exec(name)?.[0] : undefined
  return { os: [os], cpu: [cpu], ...(libc && { libc: [libc === 'gnu' ? 'glibc' : libc] }) }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile
  writeFileSync('package-lock.json', `${JSON.stringify(mendLock(lock), null, 2)}\n`)
}
