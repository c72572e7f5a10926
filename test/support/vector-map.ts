import Pbf from 'pbf'

/**
 * A PMTiles archive (version 3) with vector tiles of zoom 0 and 1, all the same: land that covers the world, in the layer in
 * which Protomaps' styles look for land.
 */
export function vectorMap(): Uint8Array {
  const tile = landEverywhere()
  const directory = new Pbf()
  // One entry: from tile 0, five times, its length, and where it is, plus one.
  for (const number of [1, 0, 5, tile.length, 1]) directory.writeVarint(number)
  const root = directory.finish()
  const about = new TextEncoder().encode('{}')
  const [rootAt, aboutAt] = [HEADER_BYTES, HEADER_BYTES + root.length]
  const tilesAt = aboutAt + about.length

  const header = Buffer.alloc(HEADER_BYTES)
  header.write('PMTiles', 'latin1')
  header.writeUInt8(3, 7)
  const places = [
    rootAt,
    root.length,
    aboutAt,
    about.length,
    tilesAt,
    0,
    tilesAt,
    tile.length,
    5,
    1,
    1,
  ]
  for (const [n, number] of places.entries()) header.writeBigUInt64LE(BigInt(number), 8 + n * 8)
  // In order, nothing compressed (twice), vector tiles, least and greatest zoom.
  for (const [n, number] of [1, 1, 1, 1, 0, 1].entries()) header.writeUInt8(number, 96 + n)
  for (const [n, degrees] of [-180, -85, 180, 85].entries())
    header.writeInt32LE(degrees * 1e7, 102 + n * 4)
  return Buffer.concat([header, root, about, tile])
}

const HEADER_BYTES = 127

function landEverywhere(): Uint8Array {
  const [moveTo, lineTo, close] = [(1 << 3) | 1, (3 << 3) | 2, (1 << 3) | 7]
  const side = zigzag(4096)
  const square = [moveTo, 0, 0, lineTo, side, 0, 0, side, zigzag(-4096), 0, close]
  const tile = new Pbf()
  tile.writeMessage(
    3,
    (_, layer) => {
      layer.writeStringField(1, 'earth')
      layer.writeMessage(
        2,
        (__, feature) => {
          feature.writeVarintField(3, 3)
          feature.writePackedVarint(4, square)
        },
        null,
      )
      layer.writeVarintField(5, 4096)
      layer.writeVarintField(15, 2)
    },
    null,
  )
  return tile.finish()
}

function zigzag(number: number): number {
  return (number << 1) ^ (number >> 31)
}
