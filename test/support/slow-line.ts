import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A line to a server that carries only so much a second, and can be cut: what a browser in the field has. */
export type SlowLine = {
  url: string
  /** Bytes carried to the server so far. */
  carried(): number
  /** Ends every connection without a word; new ones are let through. */
  cut(): void
  /** New connections lead to another server, as after a restart. */
  leadTo(target: string): void
  close(): Promise<void>
}

export async function openSlowLine(
  target: string,
  { bytesPerS = 8_000_000 } = {},
): Promise<SlowLine> {
  let { hostname, port } = new URL(target)
  const open = new Set<Socket>()
  let carried = 0
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    far.pipe(near)
    near.on('data', (bytes) => {
      carried += bytes.length
      far.write(bytes)
      near.pause()
      setTimeout(() => near.resume(), (bytes.length / bytesPerS) * 1000)
    })
  })
  const cut = () => open.forEach((socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${address.port}`,
    carried: () => carried,
    cut,
    leadTo: (next) => {
      ;({ hostname, port } = new URL(next))
    },
    close: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
