import { expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'

test('[P34] a setting that cannot be used is refused by name, with what it must be', () => {
  const refused: [string, string, string][] = [
    ['PORT', 'many', 'it must be a number'],
    ['PORT', '70000', 'it must be at most 65535'],
    ['PORT', '80.5', 'it must be a whole number'],
    ['PUBLIC_URL', 'board', 'it must be an address like'],
    ['PUBLIC_URL', 'ftp://board.example', 'it must be an address like'],
    ['PUBLIC_URL', 'https://board.example/redstring', 'without a path'],
    ['DATABASE_URL', 'mysql://x', 'it must begin with postgres://'],
    ['MAX_FILE_BYTES', '-1', 'it must be at least 1'],
    ['PROXIES', '-1', 'it must be at least 0'],
    ['SAMPLE_BOARD', 'maybe', 'it must be on or off'],
    ['TIMESTAMP_URL', 'ftp://time.example', 'it must be an address that begins with'],
    ['TIMESTAMP_URL', 'https://a:b@time.example/tsa', 'without a name or password'],
    ['LOG_LEVEL', 'loud', 'it must be debug'],
  ]
  for (const [name, value, reason] of refused) {
    const read = () => readConfig({ [name]: value })
    expect(read).toThrow(new RegExp(`^The setting ${name} cannot be used: .*${reason}.*\\.$`))
  }
})

test('[P91] accounts are needed as soon as others can reach the server', () => {
  const modeOf = (env: Record<string, string>) => readConfig(env).mode
  for (const HOST of ['', '127.0.0.1', '127.1.2.3', 'localhost', '::1'])
    expect([HOST, modeOf({ HOST })]).toEqual([HOST, 'this-computer'])
  for (const HOST of ['0.0.0.0', '::', '192.168.1.5', 'board.example', '127.0.0.1.example'])
    expect([HOST, modeOf({ HOST })]).toEqual([HOST, 'accounts'])
  expect(modeOf({ PUBLIC_URL: 'https://board.example/' })).toBe('accounts')
  expect(readConfig({ PUBLIC_URL: 'https://board.example/' }).publicUrl).toBe(
    'https://board.example',
  )
})
