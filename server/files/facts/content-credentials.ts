import { open, type FileHandle } from 'node:fs/promises'
import { boxesIn, bytesAt } from './boxes.ts'

/** The `uuid` box of C2PA 2.x in ISO base media files. */
const C2PA_UUID = 'd8fec3d61b0e483c92975828877ec481'
const TIFF_TAG = 0xcd41
const PDF_END = 512 * 1024
const MOST_SEGMENTS = 2000

/** Whether a C2PA manifest store lies in the file. Present does not mean valid: nothing is checked. */
export async function hasContentCredentials(path: string, type: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    if (type === 'image/jpeg') return await inJpeg(file)
    if (type === 'image/png' || type === 'image/apng') return await inPng(file)
    if (type === 'image/webp') return await inWebp(file)
    if (type === 'image/tiff') return await inTiff(file)
    if (type === 'application/pdf') return await inPdf(file)
    if (/^(video\/(mp4|quicktime|x-m4v)|audio\/(mp4|x-m4a)|image\/(hei[cf]|avif))/.test(type))
      return await inBoxes(file)
    return false
  } finally {
    await file.close()
  }
}

async function inJpeg(file: FileHandle): Promise<boolean> {
  let at = 2
  for (let count = 0; count < MOST_SEGMENTS; count++) {
    const head = await bytesAt(file, at, 64)
    if (head.length < 4 || head[0] !== 0xff || head[1] === 0xda) return false
    const isJumbf = head[1] === 0xeb && head.includes('jumb')
    if (isJumbf && head.includes('c2pa')) return true
    at += 2 + head.readUInt16BE(2)
  }
  return false
}

async function inPng(file: FileHandle): Promise<boolean> {
  let at = 8
  for (let count = 0; count < MOST_SEGMENTS; count++) {
    const head = await bytesAt(file, at, 8)
    const name = head.toString('latin1', 4, 8)
    if (head.length < 8 || name === 'IEND') return false
    if (name === 'caBX') return true
    at += 12 + head.readUInt32BE(0)
  }
  return false
}

async function inWebp(file: FileHandle): Promise<boolean> {
  let at = 12
  for (let count = 0; count < MOST_SEGMENTS; count++) {
    const head = await bytesAt(file, at, 8)
    if (head.length < 8) return false
    if (head.toString('latin1', 0, 4) === 'C2PA') return true
    const size = head.readUInt32LE(4)
    at += 8 + size + (size % 2)
  }
  return false
}

/** At the ends of the file, where programs put what they add; one that is packed among other objects is not found. */
async function inPdf(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat()
  const ends = [0, Math.max(0, size - PDF_END)].map((at) => bytesAt(file, at, PDF_END))
  return (await Promise.all(ends)).some((bytes) => bytes.includes('/C2PA_Manifest'))
}

async function inTiff(file: FileHandle): Promise<boolean> {
  const head = await bytesAt(file, 0, 8)
  if (head.length < 8) return false
  const isLittle = head[0] === 0x49
  const u16 = (bytes: Buffer, at: number) =>
    isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)
  const directory = isLittle ? head.readUInt32LE(4) : head.readUInt32BE(4)
  const counted = await bytesAt(file, directory, 2)
  if (counted.length < 2) return false
  const entries = await bytesAt(file, directory + 2, u16(counted, 0) * 12)
  for (let at = 0; at + 12 <= entries.length; at += 12)
    if (u16(entries, at) === TIFF_TAG) return true
  return false
}

async function inBoxes(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat()
  for await (const box of boxesIn(file, 0, size)) {
    if (box.type === 'uuid' && (await bytesAt(file, box.start, 16)).toString('hex') === C2PA_UUID)
      return true
  }
  return false
}
