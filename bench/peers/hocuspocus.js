// Hocuspocus with its SQLite extension and its own defaults (debounce 2 s, maxDebounce 10 s).
import { join } from 'node:path'
import { Server } from '@hocuspocus/server'
import { SQLite } from '@hocuspocus/extension-sqlite'

const server = new Server({
  address: '127.0.0.1',
  port: Number(process.env.PORT),
  quiet: true,
  extensions: [new SQLite({ database: join(process.env.DATA_DIR, 'hocuspocus.db') })],
})
await server.listen()
process.stdout.write(`listening ${server.address.port}\n`)
