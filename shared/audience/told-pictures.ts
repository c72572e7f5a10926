import type { TLAsset, TLRecord, TLShape } from '@tldraw/tlschema'
import type { AudienceRecord } from './audience-messages.ts'
import { cropOf, keyOfPart, type PartOfFile } from './parts-of-files.ts'

/** A picture on the canvas without its name and address. */
export function toldAsset(asset: TLAsset): {
  record: AudienceRecord
  sha256: string
  size: { w: number; h: number }
} | null {
  const sha256 = /\/files\/([0-9a-f]{64})/.exec(asset.props.src ?? '')?.[1]
  if (asset.type !== 'image' || sha256 === undefined) return null
  const { w, h, mimeType, isAnimated } = asset.props
  const props = { w, h, mimeType, isAnimated, name: '', src: srcOf(sha256) }
  return { record: { ...asset, props, meta: {} }, sha256, size: { w, h } }
}

/** What is seen of a picture that its shape crops, as a picture of its own: no more of the file goes out. */
export function toldPart(
  shape: TLShape,
  canvas: readonly TLRecord[],
): {
  key: string
  use: PartOfFile
  props: Record<string, unknown>
  asset: AudienceRecord
} | null {
  const crop = cropOf(shape)
  const assetId = 'assetId' in shape.props ? shape.props.assetId : null
  const asset = canvas.find((record) => record.typeName === 'asset' && record.id === assetId)
  const told = asset?.typeName === 'asset' ? toldAsset(asset) : null
  if (!crop || !told) return null
  const use: PartOfFile = { of: told.sha256, crop }
  const key = keyOfPart(use)
  const { record, size } = told
  const id = `asset:${shape.id.slice('shape:'.length)}`
  const props = {
    ...Object(record['props']),
    w: size.w * crop.width,
    h: size.h * crop.height,
    isAnimated: false,
    src: srcOf(key),
  }
  const own = { url: '', altText: '', assetId: id, crop: crop.isRound ? round : null }
  return { key, use, props: { ...shape.props, ...own }, asset: { ...record, id, props } }
}

const round = { topLeft: { x: 0, y: 0 }, bottomRight: { x: 1, y: 1 }, isCircle: true }

function srcOf(key: string): string {
  return `/api/boards/watched/files/${key}`
}
