import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

/** Serves the built page of plain tldraw, and the board it opens, from `PAGE_DIR`. */
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
const folder = process.env['PAGE_DIR'] ?? '.'

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname
  const file = join(folder, normalize(path === '/' ? '/index.html' : path))
  response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
  readFile(file).then(
    (body) => response.end(body),
    () => response.writeHead(404).end(),
  )
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening ${(server.address() as AddressInfo).port}\n`)
})
process.on('SIGTERM', () => process.exit(0))
