import { Certificate } from 'pkijs'

/** The certificates in a PEM text, whose authorities are trusted. @throws Error with a sentence */
export function rootsIn(pem: string): Certificate[] {
  const blocks = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)]
  if (blocks.length === 0) throw new Error('There is no certificate in PEM form in it.')
  return blocks.map(([, base64 = ''], at) => {
    try {
      return Certificate.fromBER(Uint8Array.from(Buffer.from(base64, 'base64')))
    } catch (cause) {
      throw new Error(`Certificate ${at + 1} in it cannot be read.`, { cause })
    }
  })
}
