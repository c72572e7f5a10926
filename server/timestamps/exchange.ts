import { randomBytes } from 'node:crypto'
import { fromBER, Integer, OctetString, Sequence } from 'asn1js'
import {
  AlgorithmIdentifier,
  type Certificate,
  MessageImprint,
  PKIStatusInfo,
  TimeStampReq,
} from 'pkijs'
import { imprintOf } from './stamped-text.ts'
import { BadToken, readToken, type TokenSays } from './token.ts'

/** What is sent to an authority (RFC 3161): the imprint of a text, and a number that its answer has to repeat. */
export function stampRequest(text: Uint8Array): { body: Uint8Array; nonce: string } {
  const nonce = randomBytes(16)
  // Neither negative nor with a zero in front, so that it comes back as the same bytes.
  nonce[0] = 0x40 | ((nonce[0] ?? 0) & 0x3f)
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' }),
      hashedMessage: new OctetString({ valueHex: Uint8Array.from(imprintOf(text)).buffer }),
    }),
    nonce: new Integer({ valueHex: Uint8Array.from(nonce).buffer }),
    certReq: true,
  })
  return { body: new Uint8Array(request.toSchema().toBER()), nonce: nonce.toString('hex') }
}

type Asked = { text: Uint8Array; nonce: string; roots: readonly Certificate[] }

/**
 * The token in an authority's answer, byte for byte, and what it says, once it is sure that it answers what was asked.
 *
 * @throws BadToken
 */
export async function stampAnswered(
  answer: Uint8Array,
  { text, nonce, roots }: Asked,
): Promise<{ token: Uint8Array; says: TokenSays }> {
  const token = tokenIn(answer)
  const says = await readToken(token, { text, roots })
  if (says.nonce !== nonce) throw new BadToken('It answers another request.')
  return { token, says }
}

const GRANTED = [0, 1]

function tokenIn(answer: Uint8Array): Uint8Array {
  const { status, token } = partsOf(answer)
  if (!GRANTED.includes(status)) throw new BadToken(`The authority refused it (status ${status}).`)
  if (!token) throw new BadToken('The authority granted it and sent none.')
  return token
}

function partsOf(answer: Uint8Array): { status: number; token: Uint8Array | null } {
  try {
    const { result, offset } = fromBER(Uint8Array.from(answer))
    if (!(result instanceof Sequence) || offset !== answer.byteLength)
      throw new Error('It is not one sequence')
    const [status, token] = result.valueBlock.value
    if (!(status instanceof Sequence)) throw new Error('It has no status')
    return {
      status: new PKIStatusInfo({ schema: status }).status,
      token: token ? Uint8Array.from(token.valueBeforeDecodeView) : null,
    }
  } catch (cause) {
    throw new BadToken('What the authority answers cannot be read.', { cause })
  }
}
