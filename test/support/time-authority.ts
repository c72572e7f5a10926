import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether openssl is here with its time stamps. For tests marked `skipIf(!hasOpenssl())`. */
export function hasOpenssl(): boolean {
  return spawnSync('openssl', ['ts', '-help']).status === 0
}

/** An authority on this computer with keys of its own, made by openssl. */
export type TimeAuthority = {
  name: string
  /** Path of its root in PEM form. */
  rootPath: string
  root: string
  /** What it answers to a request. */
  reply(request: Uint8Array): Uint8Array
  /** A token signed with another certificate of its root, which is for that purpose. */
  tokenFor(request: Uint8Array, purpose: string): Uint8Array
  remove(): void
}

/** `key` is the kind of its keys. */
export function makeAuthority({
  name = 'Local Time',
  key = 'rsa',
}: { name?: string; key?: 'rsa' | 'ec' } = {}): TimeAuthority {
  const folder = mkdtempSync(join(tmpdir(), 'redstring-authority-'))
  const path = (file: string) => join(folder, file)
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const newKey = key === 'rsa' ? ['rsa:2048'] : ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']
  const certify = (file: string, purpose: string) => {
    writeFileSync(path('purpose.cnf'), `extendedKeyUsage=${purpose}\nbasicConstraints=CA:FALSE\n`)
    const signed = ['-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial', '-days', '30']
    openssl('x509', '-req', '-in', 'ts.csr', '-out', file, ...signed, '-extfile', 'purpose.cnf')
  }
  writeFileSync(path('serial'), '01\n')
  writeFileSync(path('ts.cnf'), settings)
  const root = [
    '-keyout',
    'root.key',
    '-out',
    'root.pem',
    '-days',
    '30',
    '-subj',
    `/CN=${name} Root`,
  ]
  openssl('req', '-x509', '-nodes', '-newkey', ...newKey, ...root)
  const asked = ['-keyout', 'ts.key', '-out', 'ts.csr', '-subj', `/O=Tests/CN=${name}`]
  openssl('req', '-nodes', '-newkey', ...newKey, ...asked)
  certify('ts.pem', 'critical, timeStamping')
  return {
    name,
    rootPath: path('root.pem'),
    root: readFileSync(path('root.pem'), 'utf8'),
    reply(request) {
      writeFileSync(path('request'), request)
      openssl('ts', '-reply', '-config', 'ts.cnf', '-queryfile', 'request', '-out', 'answer')
      return readFileSync(path('answer'))
    },
    tokenFor(request, purpose) {
      certify('other.pem', purpose)
      writeFileSync(path('request'), request)
      const reply = ['-config', 'ts.cnf', '-queryfile', 'request', '-token_out', '-out', 'token']
      openssl('ts', '-reply', ...reply)
      openssl('cms', '-verify', '-noverify', '-inform', 'DER', '-in', 'token', '-out', 'info')
      const signer = [
        '-signer',
        'other.pem',
        '-inkey',
        'ts.key',
        '-outform',
        'DER',
        '-out',
        'again',
      ]
      const timeStamp = ['-econtent_type', '1.2.840.113549.1.9.16.1.4', '-in', 'info']
      openssl('cms', '-sign', '-binary', '-nodetach', '-cades', ...signer, ...timeStamp)
      return readFileSync(path('again'))
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

const settings = `[tsa]
default_tsa = local
[local]
serial = serial
signer_cert = ts.pem
certs = root.pem
signer_key = ts.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
`

/** Serves answers over HTTP as long as a test wants, and counts the requests. */
export async function serveAuthority(
  answer: (request: Uint8Array, response: ServerResponse) => void,
): Promise<{ url: string; asked: () => number; close: () => Promise<void> }> {
  let asked = 0
  const server = createServer((request, response) => {
    asked++
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => answer(Buffer.concat(pieces), response))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`,
    asked: () => asked,
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** As an authority that keeps the rules answers. */
export function granting(authority: TimeAuthority) {
  return (request: Uint8Array, response: ServerResponse): void => {
    response.setHeader('Content-Type', 'application/timestamp-reply')
    response.end(authority.reply(request))
  }
}
