import { existsSync } from 'node:fs'

/** Where a Chromium is on this machine; `CHROMIUM` names another one. */
export function chromiumPath(): string | null {
  const places = [
    process.env['CHROMIUM'],
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
  return places.find((place) => place !== undefined && existsSync(place)) ?? null
}
