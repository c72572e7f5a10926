import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Pixels } from './pixels.ts'

/**
 * SHA-256 over the RGBA bytes of a picture as shown, in lower-case hex. Anybody can make it again from the grabbed
 * PNG: `ffmpeg -i frame.png -f rawvideo -pix_fmt rgba - | sha256sum`. Not by `crypto.subtle`, which is missing
 * where the page came over plain http.
 */
export function pixelHash({ rgba }: Pixels): string {
  return bytesToHex(sha256(new Uint8Array(rgba.buffer, rgba.byteOffset, rgba.byteLength)))
}
