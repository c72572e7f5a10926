import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { onTestFinished } from 'vitest'

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const DAY_MS = 24 * 60 * 60 * 1000
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4'
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'

/** A certificate as C2PA asks for, with its key, as PEM files. They go when the test ends. */
export async function operatorCertificate({
  name = 'Redstring at Newsroom',
  isExpired = false,
  isForServers = false,
  isSelfSigned = false,
} = {}): Promise<{ certificate: string; key: string }> {
  const [root, own] = await Promise.all([keyPair(), keyPair()])
  const start = Date.now() - 400 * DAY_MS
  const end = isExpired ? Date.now() - DAY_MS : Date.now() + 400 * DAY_MS
  const rootCertificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Newsroom root,O=Newsroom',
    notBefore: new Date(start),
    notAfter: new Date(Date.now() + 4_000 * DAY_MS),
    signingAlgorithm: EC,
    keys: root,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      await SubjectKeyIdentifierExtension.create(root.publicKey),
    ],
  })
  const subject = `CN=${name},O=Newsroom`
  const certificate = await X509CertificateGenerator.create({
    subject,
    issuer: isSelfSigned ? subject : rootCertificate.subject,
    notBefore: new Date(start),
    notAfter: new Date(end),
    signingAlgorithm: EC,
    publicKey: own.publicKey,
    signingKey: isSelfSigned ? own.privateKey : root.privateKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([isForServers ? SERVER_AUTH : EMAIL_PROTECTION]),
      await SubjectKeyIdentifierExtension.create(own.publicKey),
      await AuthorityKeyIdentifierExtension.create(root.publicKey),
    ],
  })
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', own.privateKey))
  const folder = await mkdtemp(join(tmpdir(), 'redstring-certificate-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const files = { certificate: join(folder, 'certificate.pem'), key: join(folder, 'key.pem') }
  await writeFile(
    files.certificate,
    `${certificate.toString('pem')}\n${rootCertificate.toString('pem')}\n`,
  )
  const pem = der.toString('base64').replaceAll(/(.{64})/g, '$1\n')
  await writeFile(files.key, `-----BEGIN PRIVATE KEY-----\n${pem}\n-----END PRIVATE KEY-----\n`)
  return files
}

function keyPair() {
  return crypto.subtle.generateKey(EC, true, ['sign', 'verify'])
}
