/** Answers are a few kilobytes: certificates and a signature. */
const MOST_BYTES = 256 * 1024
const TIMEOUT_MS = 20_000

type Options = { signal: AbortSignal; timeoutMs?: number }

/**
 * Sends a request to a time stamp authority over HTTP (RFC 3161, 3.4) and gives what it answers, unread. Follows no
 * redirect.
 *
 * @throws where there is no answer in time, none of its kind, or one without an end
 */
export async function askAuthority(
  url: string,
  body: Uint8Array,
  { signal, timeoutMs = TIMEOUT_MS }: Options,
): Promise<Uint8Array> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/timestamp-query' },
    body: Uint8Array.from(body),
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  })
  if (response.status !== 200 || !response.body) {
    await response.body?.cancel()
    throw new Error(`The authority answered with status ${response.status}`)
  }
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of response.body) {
    bytes += piece.byteLength
    // Leaving the loop ends the connection.
    if (bytes > MOST_BYTES) throw new Error('The authority answered with too much')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
