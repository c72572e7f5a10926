import { SuperBox } from '@trustnxt/c2pa-ts/jumbf'
import {
  DataHashAssertion,
  type Manifest,
  ManifestStore,
  type ValidationResult,
  ValidationStatusCode,
} from '@trustnxt/c2pa-ts/manifest'
import type { CheckedCredentials } from '../../shared/protocol/credentials.ts'
import type { Checking } from './check-credentials.ts'
import { nameIn } from './operator-certificate.ts'

/** The manifest's own words for a file of which only hashes are here. Nobody asks it for bytes: see `isBoundTo`. */
const fileElsewhere: Parameters<Manifest['validate']>[0] = {
  mimeType: 'application/octet-stream',
  getDataLength: () => 0,
  getDataRange: () => Promise.resolve(new Uint8Array()),
  getManifestJUMBF: () => undefined,
  dumpInfo: () => '',
  ensureManifestSpace: () => Promise.reject(new Error('Nothing is written')),
  getHashExclusionRange: () => ({ start: 0, length: 0 }),
  writeManifestJUMBF: () => Promise.reject(new Error('Nothing is written')),
}

/** Reads and checks the credentials of a file by its hash. Whatever cannot be read is told, never thrown. */
export async function readCredentials(checking: Checking): Promise<CheckedCredentials> {
  try {
    const store = Uint8Array.from(Buffer.from(checking.store, 'base64'))
    const manifest = ManifestStore.read(SuperBox.fromBuffer(store)).getActiveManifest()
    const certificate = manifest?.signature?.signatureData.certificate
    if (!manifest || !certificate) return { verdict: 'unreadable', by: null, isOurs: false }
    const { ours } = checking
    return {
      verdict: verdictOf(await manifest.validate(fileElsewhere), isBoundTo(manifest, checking)),
      by: nameIn(certificate).slice(0, 300),
      isOurs: ours !== null && Buffer.compare(ours, Buffer.from(certificate.rawData)) === 0,
    }
  } catch {
    return { verdict: 'unreadable', by: null, isOurs: false }
  }
}

/** Whether they are bound to all of the file but themselves, and that is the file that was asked about. */
function isBoundTo({ assertions }: Manifest, { start, length, rest }: Checking): boolean {
  const [binding, ...others] = assertions?.getHardBindings() ?? []
  if (!(binding instanceof DataHashAssertion) || others.length > 0) return false
  const [place, ...more] = binding.exclusions
  return (
    binding.algorithm === 'SHA-256' &&
    place?.start === start &&
    place.length === length &&
    more.length === 0 &&
    binding.hash !== undefined &&
    Buffer.from(binding.hash).toString('hex') === rest
  )
}

function verdictOf(result: ValidationResult, isBound: boolean): CheckedCredentials['verdict'] {
  const wrong = result.statusEntries.filter(({ success }) => success !== true)
  // That the file itself is not here is no fault: its hash was compared.
  const faults = wrong.filter(({ code }) => code !== ValidationStatusCode.AssertionDataHashMismatch)
  if (!isBound) return 'broken'
  if (faults.some(({ code }) => code !== ValidationStatusCode.SigningCredentialExpired))
    return 'broken'
  return faults.length > 0 ? 'expired' : 'hold'
}
