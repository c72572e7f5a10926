import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { isPdf } from '../../client/export/led-back/read-whole-file.ts'
import { checkCredentials } from '../../server/credentials/check-credentials.ts'
import { openOperatorCertificate } from '../../server/credentials/open-operator-certificate.ts'
import { readCredentials } from '../../server/credentials/read-credentials.ts'
import { signPicture } from '../../server/credentials/sign-picture.ts'
import { hasContentCredentials } from '../../server/files/facts/content-credentials.ts'
import {
  aroundCredentials,
  credentialsIn,
  credentialsInPdf,
  type SignableFormat,
  withCredentials,
} from '../../shared/export/picture/credentials.ts'
import { judgedByC2pa } from '../support/c2pa.ts'
import { exportedPdf } from '../support/exported-pdf.ts'
import { operatorCertificate } from '../support/operator-certificate.ts'

const hash = 'ab'.repeat(32)
const facts = {
  boardId: 'QrCKgo5WXaL970uV',
  title: 'Depot & “yard”',
  seq: 120,
  moment: 'Version “Draft 2”',
  at: '2026-11-24T14:05:00.000Z',
  logHash: hash,
  sources: Array.from({ length: 1_000 }, (_, at) =>
    bytesToHex(sha256(Uint8Array.of(at & 255, at >> 8))),
  ),
  moreSources: 3,
  pixels: hash,
}

async function opened(how: Parameters<typeof operatorCertificate>[0] = {}) {
  const { certificate, key } = await operatorCertificate(how)
  const operator = await openOperatorCertificate({
    credentialsCertificate: certificate,
    credentialsKey: key,
  })
  if (!operator) throw new Error('There is no certificate')
  return operator
}

async function signed(format: SignableFormat, operator: Awaited<ReturnType<typeof opened>>) {
  const plain = format === 'pdf' ? await exportedPdf(facts) : await imageOf(format)
  const sign = (room: number | null) => {
    const { before, after } = aroundCredentials(plain, format, room ?? 0)
    const file = bytesToHex(sha256.create().update(before).update(after).digest())
    return signPicture({ format, file, place: before.length, room }, { operator, facts })
  }
  const first = await sign(format === 'pdf' ? 0 : null)
  const made = first.is === 'signed' ? first : await sign(first.room)
  if (made.is !== 'signed') throw new Error('It is not signed with the room that was asked for')
  return withCredentials(plain, Uint8Array.from(made.store), format)
}

async function imageOf(format: 'png' | 'jpeg') {
  const image = sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } })
  return Uint8Array.from(await image.toFormat(format).toBuffer())
}

function checked(bytes: Uint8Array<ArrayBuffer>, ours: Uint8Array | null) {
  return checkCredentials(asked(bytes, ours))
}

function asked(bytes: Uint8Array<ArrayBuffer>, ours: Uint8Array | null) {
  const found = isPdf(bytes) ? credentialsInPdf(bytes) : credentialsIn(bytes)
  if (!found) throw new Error('There are no credentials')
  const { store, start, length } = found
  const rest = sha256
    .create()
    .update(bytes.subarray(0, start))
    .update(bytes.subarray(start + length))
  const hashOfRest = bytesToHex(rest.digest())
  return { store: Buffer.from(store).toString('base64'), start, length, rest: hashOfRest, ours }
}

test.each(['png', 'jpeg', 'pdf'] as const)(
  '[X45] [X70] a signed %s is found valid by C2PA’s own implementation, says which moment it shows, and is not once altered',
  async (format) => {
    const operator = await opened()
    const bytes = await signed(format, operator)
    const said = await judgedByC2pa(format, bytes)
    expect(said).toMatchObject({ state: 'Valid', failures: ['signingCredential.untrusted'] })
    const own = said.assertions.find(({ label }) => label === 'redstring.picture')
    const { boardId: board, ...rest } = facts
    expect(own?.data).toEqual({ board, ...rest })
    const action = { action: 'c2pa.created', softwareAgent: { name: 'Redstring' } }
    const actions = said.assertions.find(({ label }) => label === 'c2pa.actions.v2')
    expect(actions?.data).toMatchObject({ actions: [action] })

    const altered = bytes.slice()
    const at = altered.length - 20
    altered[at] = (altered[at] ?? 0) ^ 1
    expect((await judgedByC2pa(format, altered)).state).toBe('Invalid')
    expect((await checked(altered, null)).verdict).toBe('broken')
  },
)

test('[X70] a PDF that comes in says that it has content credentials', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'redstring-signed-pdf-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const [plain, withThem] = [join(folder, 'plain.pdf'), join(folder, 'signed.pdf')]
  await writeFile(plain, await exportedPdf(facts))
  await writeFile(withThem, await signed('pdf', await opened()))
  expect(await hasContentCredentials(withThem, 'application/pdf')).toBe(true)
  expect(await hasContentCredentials(plain, 'application/pdf')).toBe(false)
})

test('[X45] credentials are told as those of this server, as somebody else’s, as run out or as unreadable', async () => {
  const [ours, others] = [await opened(), await opened({ name: 'Somebody' })]
  const certificate = new Uint8Array(ours.certificate.rawData)
  const bytes = await signed('png', ours)
  const by = 'Redstring at Newsroom (Newsroom)'
  expect(await checked(bytes, certificate)).toEqual({ verdict: 'hold', by, isOurs: true })
  expect(await checked(await signed('jpeg', others), certificate)).toEqual({
    verdict: 'hold',
    by: 'Somebody (Newsroom)',
    isOurs: false,
  })
  const late = await signed('png', await opened({ isExpired: true }))
  expect((await checked(late, certificate)).verdict).toBe('expired')

  const found = credentialsIn(bytes)
  if (!found) throw new Error('There are no credentials')
  const from = found.start + 8
  const verdicts = new Set<string>()
  for (let at = from; at < from + found.store.length; at += 4_001) {
    const changed = bytes.slice()
    changed[at] = (changed[at] ?? 0) ^ 0x55
    verdicts.add((await readCredentials(asked(changed, certificate))).verdict)
  }
  expect(verdicts).not.toContain('hold')
})

test('[X45] a manifest store made to fill the memory is told as unreadable', async () => {
  const deep = Buffer.alloc(100_000)
  for (let at = 0; at + 8 <= deep.length; at += 8) {
    deep.writeUInt32BE(deep.length - at, at)
    deep.write('jumb', at + 4, 'latin1')
  }
  const store = deep.toString('base64')
  const said = await checkCredentials({ store, start: 0, length: 9, rest: hash, ours: null })
  expect(said).toEqual({ verdict: 'unreadable', by: null, isOurs: false })
})

test('[X45] a certificate that cannot sign is refused with a sentence at the start', async () => {
  const [right, other] = [await operatorCertificate(), await operatorCertificate()]
  const open = (certificate: string | null, key: string | null) =>
    openOperatorCertificate({ credentialsCertificate: certificate, credentialsKey: key })
  expect(await open(null, null)).toBeNull()
  await expect(open(right.certificate, null)).rejects.toThrow(/need both/)
  await expect(open(right.certificate, other.key)).rejects.toThrow(/does not belong/)
  await expect(open(right.key, right.key)).rejects.toThrow(/no certificate/)
  await expect(open(right.certificate, right.certificate)).rejects.toThrow(/cannot be read/)
  await expect(open('/nowhere/certificate.pem', right.key)).rejects.toThrow(/cannot be read from/)
  const forServers = await operatorCertificate({ isForServers: true })
  await expect(open(forServers.certificate, forServers.key)).rejects.toThrow(/emailProtection/)
  const byItself = await operatorCertificate({ isSelfSigned: true })
  await expect(open(byItself.certificate, byItself.key)).rejects.toThrow(/signed by itself/)
  const old = await opened({ isExpired: true })
  expect(old.notValidAt(new Date())).toMatch(/ran out on/)
})
