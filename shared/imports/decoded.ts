/** The text of a file, and whether its encoding is known rather than guessed: UTF-8, or UTF-16 that says so. */
export function decoded(bytes: Uint8Array): { text: string; isSure: boolean } {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return { text: textOf(bytes, 'utf-16le'), isSure: true }
  if (first === 0xfe && second === 0xff) return { text: textOf(bytes, 'utf-16be'), isSure: true }
  if (isWideLatin(bytes)) return { text: textOf(bytes, 'utf-16le'), isSure: false }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isSure: true }
  } catch {
    // The decoder's only way to say that it is none. What is in ASCII shows what the file is.
    return { text: textOf(bytes, 'windows-1252'), isSure: false }
  }
}

/** UTF-16 that does not say so, as programs on Windows write it: every other byte is zero where letters are Latin. */
function isWideLatin(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 200)
  const zeros = head.filter((byte, at) => at % 2 === 1 && byte === 0).length
  return (
    head.length >= 8 &&
    zeros >= head.length * 0.4 &&
    !head.some((byte, at) => at % 2 === 0 && byte === 0)
  )
}

function textOf(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes)
}
