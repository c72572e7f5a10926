import { createHash } from 'node:crypto'
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import type { Certificate, SignerInfo } from 'pkijs'

/** Attributes that name the certificate of a signature by its hash: RFC 2634 (always SHA-1), RFC 5816. */
const FIRST = '1.2.840.113549.1.9.16.2.12'
const SECOND = '1.2.840.113549.1.9.16.2.47'

const HASHES = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
])

/** Whether a signature is over the hash of this very certificate, so that no other one of its key can stand in. */
export function namesCertificate(signer: SignerInfo, certificate: Certificate): boolean {
  const named = namedBy(signer)
  if (!named) return false
  const bytes = new Uint8Array(certificate.toSchema().toBER())
  return Buffer.compare(createHash(named.algorithm).update(bytes).digest(), named.hash) === 0
}

function namedBy(signer: SignerInfo): { algorithm: string; hash: Uint8Array } | null {
  const second = firstEntry(signer, SECOND)
  if (second.length === 0) {
    const [hash] = firstEntry(signer, FIRST)
    return hash instanceof OctetString
      ? { algorithm: 'sha1', hash: hash.valueBlock.valueHexView }
      : null
  }
  const [one, two] = second
  // The algorithm is left out where it is SHA-256.
  const [hash, algorithm] =
    one instanceof OctetString ? [one, 'sha256'] : [two, algorithmIn(partsOf(one)[0])]
  if (!(hash instanceof OctetString) || algorithm === undefined) return null
  return { algorithm, hash: hash.valueBlock.valueHexView }
}

/** What is said of the first certificate, which is the one that signed. */
function firstEntry(signer: SignerInfo, type: string): unknown[] {
  const attribute = signer.signedAttrs?.attributes.find((each) => each.type === type)
  const [certificates] = partsOf(attribute?.values[0])
  return partsOf(partsOf(certificates)[0])
}

function algorithmIn(id: unknown): string | undefined {
  return id instanceof ObjectIdentifier ? HASHES.get(id.getValue()) : undefined
}

function partsOf(value: unknown): unknown[] {
  return value instanceof Sequence ? value.valueBlock.value : []
}
