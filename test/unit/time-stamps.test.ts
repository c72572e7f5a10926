import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stampAnswered, stampRequest } from '../../server/timestamps/exchange.ts'
import { rootsIn } from '../../server/timestamps/roots.ts'
import { stampedText } from '../../server/timestamps/stamped-text.ts'
import { readToken } from '../../server/timestamps/token.ts'
import { hasOpenssl, makeAuthority, type TimeAuthority } from '../support/time-authority.ts'

const version = {
  boardId: 'board-1',
  seq: 41,
  logHash: Buffer.alloc(32, 0xab),
  recordsHash: Buffer.alloc(32, 0x0c),
}
const text = stampedText(version)
const roots: never[] = []

test('[A14] what is stamped of a version is a text of fixed form, and another for any other version', () => {
  expect(Buffer.from(text).toString()).toBe(
    `redstring version 1\nboard board-1\nseq 41\nlog ${'ab'.repeat(32)}\nrecords ${'0c'.repeat(32)}\n`,
  )
  const others = [
    { boardId: 'board-2' },
    { seq: 42 },
    { logHash: Buffer.alloc(32, 1) },
    { recordsHash: Buffer.alloc(32, 1) },
  ]
  for (const other of others)
    expect(Buffer.compare(stampedText({ ...version, ...other }), text)).not.toBe(0)
})

test('[A16] what is no answer of an authority is refused in a sentence, whatever it is', async () => {
  const { nonce } = stampRequest(text)
  const answers = [
    Buffer.alloc(0),
    Buffer.from('<html>Sign in to this network</html>'),
    Buffer.alloc(3000, 0x30),
    Buffer.from('3080', 'hex'),
    // A sequence of a status that is no number.
    Buffer.from('300530030101ff', 'hex'),
  ]
  for (const answer of answers)
    await expect(stampAnswered(answer, { text, nonce, roots })).rejects.toThrow(
      'What the authority answers cannot be read.',
    )
  const rejection = Buffer.from('30053003020102', 'hex')
  await expect(stampAnswered(rejection, { text, nonce, roots })).rejects.toThrow(
    'The authority refused it (status 2).',
  )
  const empty = Buffer.from('30053003020100', 'hex')
  await expect(stampAnswered(empty, { text, nonce, roots })).rejects.toThrow('sent none')
})

describe.skipIf(!hasOpenssl())('with an authority made by openssl', () => {
  let authority: TimeAuthority
  let stranger: TimeAuthority
  beforeAll(() => {
    authority = makeAuthority()
    stranger = makeAuthority({ name: 'Stranger', key: 'ec' })
  })
  afterAll(() => {
    authority.remove()
    stranger.remove()
  })

  /** A token over the text as that authority makes it. */
  async function stampBy(by: TimeAuthority) {
    const { body, nonce } = stampRequest(text)
    return await stampAnswered(by.reply(body), { text, nonce, roots: rootsIn(by.root) })
  }

  test('[A14] a version is stamped, and its token is checked with nothing but the root', async () => {
    for (const each of [authority, stranger]) {
      const { token, says } = await stampBy(each)
      expect(Math.abs(says.at - Date.now())).toBeLessThan(60_000)
      const offline = { text, roots: rootsIn(`About the root\n${each.root}`) }
      expect(await readToken(token, offline)).toEqual(says)
      expect(says).toMatchObject({ authority: `${each.name}, Tests`, isVouchedFor: true })
      expect(await readToken(token, { text, roots: [] })).toEqual({ ...says, isVouchedFor: false })
    }
  })

  test('[A15] a token of another version, or of an authority that no root vouches for, is refused', async () => {
    const { token } = await stampBy(authority)
    const other = stampedText({ ...version, seq: 40 })
    await expect(readToken(token, { text: other, roots })).rejects.toThrow(
      'It is of something else.',
    )
    await expect(readToken(token, { text, roots: rootsIn(stranger.root) })).rejects.toThrow(
      'No trusted root vouches for its authority.',
    )
  })

  test('[A15] no flipped byte makes a token say anything else', async () => {
    const trusted = rootsIn(stranger.root)
    const { token, says } = await stampBy(stranger)
    let refused = 0
    for (let at = 0; at < token.length; at += 7) {
      const changed = Uint8Array.from(token)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      const found = await readToken(changed, { text, roots: trusted }).catch(
        (error: Error) => error,
      )
      // What is refused is refused in a sentence; some bytes are signed by nobody and mean nothing.
      const expected = found instanceof Error ? expect.objectContaining({ name: 'BadToken' }) : says
      expect([at, found]).toEqual([at, expected])
      if (found instanceof Error) refused++
    }
    expect(refused).toBeGreaterThan(token.length / 7 / 2)
  })

  test('[A15] what a certificate that is for something else has signed is no time stamp', async () => {
    const { body } = stampRequest(text)
    const trusted = { text, roots: rootsIn(authority.root) }
    const signed = authority.tokenFor(body, 'critical, timeStamping')
    expect((await readToken(signed, trusted)).isVouchedFor).toBe(true)
    const others = ['critical, codeSigning', 'timeStamping', 'critical, timeStamping, codeSigning']
    for (const purpose of others)
      await expect(readToken(authority.tokenFor(body, purpose), trusted)).rejects.toThrow(
        'Its certificate is not one for time stamps.',
      )
  })

  test('[A16] an answer to another request, or over another hash, is refused', async () => {
    const { nonce } = stampRequest(text)
    const again = authority.reply(stampRequest(text).body)
    await expect(stampAnswered(again, { text, nonce, roots })).rejects.toThrow(
      'It answers another request.',
    )
    const other = authority.reply(stampRequest(stampedText({ ...version, seq: 1 })).body)
    await expect(stampAnswered(other, { text, nonce, roots })).rejects.toThrow(
      'It is of something else.',
    )
  })
})
