import { ALL_FORMATS, Input, UrlSource } from 'mediabunny'
import { frameTimesOfTrack } from './clip.ts'
import type { FrameTimes } from './frame-times.ts'

/** When the frames of a clip begin, read from its file by ranges; null where that cannot be told. */
export async function frameTimesAt(
  address: string,
  signal: AbortSignal,
): Promise<FrameTimes | null> {
  const source = new UrlSource(address, { getRetryDelay: () => null })
  const input = new Input({ formats: ALL_FORMATS, source })
  signal.addEventListener('abort', () => input.dispose(), { once: true })
  try {
    const track = await input.getPrimaryVideoTrack()
    const times = track && (await frameTimesOfTrack(track))
    return times && times.startsS.length > 0 ? times : null
  } catch {
    // A file that its reader fails with may still play: then frames are not told apart.
    return null
  } finally {
    input.dispose()
  }
}
