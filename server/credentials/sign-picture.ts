import { randomUUID } from 'node:crypto'
import {
  type Action,
  ActionAssertion,
  ActionType,
  AssertionLabels,
  ClaimVersion,
  DataHashAssertion,
  type DigitalSourceType,
  ManifestStore,
  Signature,
} from '@trustnxt/c2pa-ts/manifest'
import { spaceForCredentials } from '../../shared/export/picture/credentials.ts'
import type { PictureFacts } from '../../shared/export/picture/picture-facts.ts'
import type { PictureToSign } from '../../shared/protocol/credentials.ts'
import type { OperatorCertificate } from './operator-certificate.ts'
import type { Signed } from './signed.ts'
import { StatedFacts } from './stated-facts.ts'

/** A picture put together from others: what a board shows was taken or written by many (IPTC's vocabulary). */
const COMPOSITE =
  'http://cv.iptc.org/newscodes/digitalsourcetype/composite' as DigitalSourceType.CompositeCapture
/** Room for the signature and for the place of the credentials, which are known last. */
const SIGNATURE_ROOM = 1_024
const PLACE_ROOM = 64

/**
 * Content credentials (C2PA 2.1) for a picture that is known by the hash of its file: the manifest store, to be put in
 * at the place that was named, or how much room it needs there. They say which moment of which board is shown, with its
 * hashes, and that Redstring made the picture; they name no people.
 */
export async function signPicture(
  { format, file, place, room }: Pick<PictureToSign, 'format' | 'file' | 'place' | 'room'>,
  { operator, facts }: { operator: OperatorCertificate; facts: Omit<PictureFacts, 'covers'> },
): Promise<Signed> {
  const store = new ManifestStore()
  const manifest = store.createManifest({
    claimVersion: ClaimVersion.V2,
    assetFormat: mediaTypes[format],
    instanceID: `xmp:iid:${randomUUID()}`,
    defaultHashAlgorithm: 'SHA-256',
    signer: operator,
  })
  manifest.signature = Signature.create(operator, SIGNATURE_ROOM)
  if (manifest.claim) {
    manifest.claim.claimGeneratorName = 'Redstring'
    manifest.claim.claimGeneratorVersion = undefined
    manifest.claim.title = `${facts.title}, ${facts.moment}`
  }
  const binding = DataHashAssertion.create('SHA-256', PLACE_ROOM)
  binding.hash = Uint8Array.from(Buffer.from(file, 'hex'))
  manifest.addAssertion(binding)
  manifest.addAssertion(created())
  manifest.addAssertion(new StatedFacts(facts))
  const size = store.measureSize()
  if (room !== null && room !== size) return { is: 'other-room', room: size }
  leaveOut(binding, { start: place, length: spaceForCredentials(size, format) })
  await manifest.sign(operator)
  return { is: 'signed', store: store.getBytes() }
}

const mediaTypes = { png: 'image/png', jpeg: 'image/jpeg', pdf: 'application/pdf' }

/** The place of the credentials in the file is no part of what they are bound to. Their size stays what it was. */
function leaveOut(binding: DataHashAssertion, place: { start: number; length: number }): void {
  const before = binding.generateJUMBFBox().measureSize()
  binding.exclusions = [place]
  binding.paddingLength -= binding.generateJUMBFBox().measureSize() - before
}

function created(): ActionAssertion {
  const action: Action = {
    action: ActionType.C2paCreated,
    digitalSourceType: COMPOSITE,
    softwareAgent: { name: 'Redstring' },
  }
  const assertion = new ActionAssertion()
  assertion.label = AssertionLabels.actionsV2
  assertion.actions.push(action)
  return assertion
}
