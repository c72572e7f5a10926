import type { DecodedPicture } from './decoded-picture.ts'

/** Reads the planes of a WebCodecs frame. Fails where the browser keeps them to itself. */
export async function pictureOfFrame(frame: VideoFrame): Promise<DecodedPicture> {
  const { format, visibleRect } = frame
  if (format === null || visibleRect === null)
    throw new Error('This browser does not hand out the pixels of this clip')
  const data = new Uint8Array(frame.allocationSize())
  const planes = await frame.copyTo(data)
  return { format, width: visibleRect.width, height: visibleRect.height, data, planes }
}
