import { fromBER, ObjectIdentifier } from 'asn1js'
import {
  type Certificate,
  ContentInfo,
  ExtKeyUsage,
  id_eContentType_TSTInfo,
  id_ExtKeyUsage,
  SignedData,
  SignedDataVerifyError,
  type SignerInfo,
  TSTInfo,
} from 'pkijs'
import { namesCertificate } from './signing-certificate.ts'
import { imprintOf } from './stamped-text.ts'

/** What a time stamp says once all of it was checked. */
export type TokenSays = {
  /** When the authority saw the imprint, ms since 1970. */
  at: number
  /** As the certificate calls it that signed. */
  authority: string
  /** Whether its certificate leads to a trusted root. */
  isVouchedFor: boolean
  /** As it was sent, hex; null where the token has none. */
  nonce: string | null
}

/** A time stamp that is not one of this text. The message is a sentence. */
export class BadToken extends Error {
  constructor(sentence: string, options: { cause?: unknown } = {}) {
    super(sentence, options)
    this.name = 'BadToken'
  }
}

type Options = {
  /** What was stamped, whole. */
  text: Uint8Array
  /** Without any, whoever signed is believed to be who they say, and nobody vouches for them. */
  roots: readonly Certificate[]
}

/**
 * Checks a time stamp token (RFC 3161) against the text that it is of, with nothing but the two and the roots: the
 * imprint, the signature and what RFC 3161 asks of it, and where there are roots the way from the signing certificate to
 * one of them, as of the time it names. Revocation is looked at only where the token brings lists along.
 *
 * @throws BadToken
 */
export async function readToken(token: Uint8Array, { text, roots }: Options): Promise<TokenSays> {
  const { signed, info, signer } = partsOf(token)
  checkImprint(info, text)
  checkAttributes(signer)
  const certificate = await verified(signed, { text, roots })
  checkPurpose(certificate)
  if (!namesCertificate(signer, certificate))
    throw new BadToken('Its signature names another certificate.')
  return {
    at: info.genTime.getTime(),
    authority: nameOf(certificate),
    isVouchedFor: roots.length > 0,
    nonce: info.nonce ? Buffer.from(info.nonce.valueBlock.valueHexView).toString('hex') : null,
  }
}

const SHA256 = '2.16.840.1.101.3.4.2.1'
const STRONG_DIGESTS = [SHA256, '2.16.840.1.101.3.4.2.2', '2.16.840.1.101.3.4.2.3']
const WEAK_SIGNATURES = ['1.2.840.113549.1.1.4', '1.2.840.113549.1.1.5', '1.2.840.10045.4.1']
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8'
const CONTENT_TYPE = '1.2.840.113549.1.9.3'
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
/** Names of parts of a name: common name, organisation. */
const NAME_PARTS = ['2.5.4.3', '2.5.4.10']

type TokenParts = { signed: SignedData; info: TSTInfo; signer: SignerInfo }

function partsOf(token: Uint8Array): TokenParts {
  try {
    const bytes = Uint8Array.from(token)
    const whole = fromBER(bytes)
    if (whole.offset !== bytes.byteLength) throw new Error('Something follows it')
    const content = new ContentInfo({ schema: whole.result })
    if (content.contentType !== ContentInfo.SIGNED_DATA) throw new Error('It is not signed')
    const signed = new SignedData({ schema: content.content })
    const { eContentType, eContent } = signed.encapContentInfo
    if (eContentType !== id_eContentType_TSTInfo || !eContent)
      throw new Error('What is signed is not a time stamp')
    const [signer] = signed.signerInfos
    if (!signer || signed.signerInfos.length > 1) throw new Error('It has not one signature')
    return { signed, info: TSTInfo.fromBER(eContent.getValue()), signer }
  } catch (cause) {
    throw new BadToken('It cannot be read.', { cause })
  }
}

function checkImprint({ messageImprint }: TSTInfo, text: Uint8Array): void {
  const { hashAlgorithm, hashedMessage } = messageImprint
  const isOfText =
    hashAlgorithm.algorithmId === SHA256 &&
    Buffer.compare(hashedMessage.valueBlock.valueHexView, imprintOf(text)) === 0
  if (!isOfText) throw new BadToken('It is of something else.')
}

/** The signature is over attributes, each of them once, which name what is signed and by which certificate. */
function checkAttributes(signer: SignerInfo): void {
  const isStrong =
    STRONG_DIGESTS.includes(signer.digestAlgorithm.algorithmId) &&
    !WEAK_SIGNATURES.includes(signer.signatureAlgorithm.algorithmId)
  if (!isStrong) throw new BadToken('It is signed in a way that is not safe any more.')
  const attributes = signer.signedAttrs?.attributes ?? []
  const types = attributes.map(({ type }) => type)
  const contentType: unknown = attributes.find(({ type }) => type === CONTENT_TYPE)?.values[0]
  const isEachOnce = new Set(types).size === types.length
  const isOfTimeStamp =
    contentType instanceof ObjectIdentifier && contentType.getValue() === id_eContentType_TSTInfo
  if (!isEachOnce || !isOfTimeStamp || !types.includes(MESSAGE_DIGEST))
    throw new BadToken('Its signature is not one over a time stamp.')
}

async function verified(signed: SignedData, { text, roots }: Options): Promise<Certificate> {
  try {
    const { signatureVerified, signerCertificate } = await signed.verify({
      signer: 0,
      data: Uint8Array.from(text).buffer,
      checkChain: roots.length > 0,
      trustedCerts: [...roots],
      passedWhenNotRevValues: true,
      extendedMode: true,
    })
    if (signatureVerified === true && signerCertificate) return signerCertificate
  } catch (cause) {
    if (cause instanceof SignedDataVerifyError && cause.code === NO_CHAIN)
      throw new BadToken('No trusted root vouches for its authority.', { cause })
    throw new BadToken('Its signature does not fit.', { cause })
  }
  throw new BadToken('Its signature does not fit.')
}

/** How pkijs says that a certificate does not lead to a root. */
const NO_CHAIN = 5

function checkPurpose(certificate: Certificate): void {
  const usage = certificate.extensions?.find(({ extnID }) => extnID === id_ExtKeyUsage)
  const purposes = usage?.parsedValue instanceof ExtKeyUsage ? usage.parsedValue.keyPurposes : []
  const isForStamps = usage?.critical === true && purposes.join() === TIME_STAMPING
  if (!isForStamps) throw new BadToken('Its certificate is not one for time stamps.')
}

/** Common name and organisation, or what else there is. */
function nameOf({ subject }: Certificate): string {
  const parts = NAME_PARTS.flatMap((part) =>
    subject.typesAndValues.filter(({ type }) => type === part),
  )
  const named = parts.length > 0 ? parts : subject.typesAndValues
  const name = named.map(({ value }) => String(value.valueBlock.value)).join(', ')
  return name.replaceAll(/\p{C}/gu, ' ').trim().slice(0, MOST_NAME_LETTERS)
}

const MOST_NAME_LETTERS = 200
