import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509Certificate as ParsedCertificate,
} from '@peculiar/x509'
import { CoseAlgorithmIdentifier } from '@trustnxt/c2pa-ts/cose'

/** The certificate with which an operator signs pictures, and what signs with its key. The key itself stays in here. */
export type OperatorCertificate = {
  algorithm: CoseAlgorithmIdentifier
  certificate: ParsedCertificate
  chainCertificates: ParsedCertificate[]
  sign: (payload: Uint8Array) => Promise<Uint8Array>
  /** A sentence where the certificate does not hold at a time; null where it does. */
  notValidAt: (time: Date) => string | null
}

const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4'
const DOCUMENT_SIGNING = '1.3.6.1.5.5.7.3.36'

/**
 * The certificate that two PEM files hold: the operator's own first, then those above it.
 *
 * @throws Error with a sentence for the operator
 */
export function readOperatorCertificate(
  certificatePath: string,
  keyPath: string,
): OperatorCertificate {
  const pem = text(certificatePath, 'The certificate for content credentials')
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  const [own, ...above] = orSentence(
    () => blocks.map((block) => ({ node: new X509Certificate(block), parsed: parsed(block) })),
    `The certificate for content credentials in ${certificatePath} cannot be read.`,
  )
  if (!own)
    throw new Error(`There is no certificate for content credentials in ${certificatePath}.`)
  const key = orSentence(
    () => createPrivateKey(text(keyPath, 'The key for content credentials')),
    `The key for content credentials in ${keyPath} cannot be read. It must be a PEM file without a password.`,
  )
  if (!own.node.checkPrivateKey(key))
    throw new Error(
      `The key in ${keyPath} does not belong to the certificate in ${certificatePath}.`,
    )
  const problem = problemOf(own.parsed)
  if (problem !== null)
    throw new Error(
      `The certificate in ${certificatePath} cannot sign content credentials: ${problem}.`,
    )
  return {
    ...signing(key),
    certificate: own.parsed,
    chainCertificates: above.map((each) => each.parsed),
    notValidAt: (time) => notValidAt(own.parsed, time),
  }
}

function notValidAt({ notBefore, notAfter }: ParsedCertificate, time: Date): string | null {
  if (time < notBefore)
    return `The operator’s certificate begins to hold only on ${day(notBefore)}.`
  if (time > notAfter) return `The operator’s certificate ran out on ${day(notAfter)}.`
  return null
}

/** What the certificate calls whom it belongs to. */
export function nameIn(certificate: ParsedCertificate): string {
  const names = certificate.subjectName
  const [common] = names.getField('CN')
  const [organisation] = names.getField('O')
  if (common === undefined) return organisation ?? certificate.subject
  return organisation === undefined || organisation === common
    ? common
    : `${common} (${organisation})`
}

/** What C2PA asks of a certificate that signs: programs call credentials invalid where one does not have it. */
function problemOf(certificate: ParsedCertificate): string | null {
  if (certificate.subject === certificate.issuer)
    return 'it is signed by itself, where C2PA asks for one that another certificate signed'
  const usage = certificate.getExtension(KeyUsagesExtension)
  if (!usage?.critical || (usage.usages & KeyUsageFlags.digitalSignature) === 0)
    return 'its key usage must be critical and name digitalSignature'
  const purposes = certificate.getExtension(ExtendedKeyUsageExtension)?.usages.map(String) ?? []
  if (!purposes.some((each) => each === EMAIL_PROTECTION || each === DOCUMENT_SIGNING))
    return 'its extended key usage must name emailProtection or documentSigning'
  return null
}

function signing(key: KeyObject): Pick<OperatorCertificate, 'algorithm' | 'sign'> {
  const { namedCurve, modulusLength = 0 } = key.asymmetricKeyDetails ?? {}
  const by = (
    algorithm: CoseAlgorithmIdentifier,
    { digest, options }: { digest: string | null; options: object },
  ) => ({
    algorithm,
    sign: (payload: Uint8Array) =>
      Promise.resolve(new Uint8Array(sign(digest, payload, { key, ...options }))),
  })
  const plain = { dsaEncoding: 'ieee-p1363' }
  switch (key.asymmetricKeyType) {
    case 'ed25519':
      return by(CoseAlgorithmIdentifier.Ed25519, { digest: null, options: {} })
    case 'rsa':
      if (modulusLength >= 2048)
        return by(CoseAlgorithmIdentifier.PS256, {
          digest: 'sha256',
          options: { padding: RSA_PSS, saltLength: 32 },
        })
      break
    case 'ec':
      if (namedCurve === 'prime256v1')
        return by(CoseAlgorithmIdentifier.ES256, { digest: 'sha256', options: plain })
      if (namedCurve === 'secp384r1')
        return by(CoseAlgorithmIdentifier.ES384, { digest: 'sha384', options: plain })
      if (namedCurve === 'secp521r1')
        return by(CoseAlgorithmIdentifier.ES512, { digest: 'sha512', options: plain })
      break
    default:
  }
  throw new Error(
    'The key for content credentials must be one on the curve P-256, P-384 or P-521, Ed25519, or RSA with 2,048 bits or more.',
  )
}

const RSA_PSS = 6

function parsed(block: string): ParsedCertificate {
  return new ParsedCertificate(block)
}

function text(path: string, what: string): string {
  return orSentence(() => readFileSync(path, 'utf8'), `${what} cannot be read from ${path}.`)
}

function orSentence<T>(work: () => T, sentence: string): T {
  try {
    return work()
  } catch (cause) {
    throw new Error(sentence, { cause })
  }
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10)
}
