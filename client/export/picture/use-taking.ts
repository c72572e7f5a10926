import { useRef, useState } from 'react'
import { picturesApi } from './pictures-api.ts'
import { makePicture, type MadePicture } from './make-picture.ts'
import type { Studio } from './studio.ts'
import type { PictureWish } from './wish.ts'

/** How far a picture is that is being made. */
export type Taking =
  | { is: 'idle' }
  | { is: 'under-way'; share: number }
  | { is: 'failed'; error: unknown }
  | { is: 'done'; name: string; missing: readonly string[] }

/** Makes pictures one at a time. The custody log hears of one before anybody has it. */
export function useTaking() {
  const [taking, setTaking] = useState<Taking>({ is: 'idle' })
  const stop = useRef<AbortController | null>(null)

  const take = async (studio: Studio, wish: PictureWish): Promise<MadePicture | null> => {
    stop.current?.abort()
    const own = new AbortController()
    stop.current = own
    setTaking({ is: 'under-way', share: 0 })
    try {
      const made = await makePicture(studio, wish, {
        signal: own.signal,
        onDone: (share) => setTaking({ is: 'under-way', share }),
      })
      own.signal.throwIfAborted()
      if (!made) return null
      const { boardId, seq } = studio.moment
      await picturesApi.taken(boardId, {
        name: made.name,
        seq,
        pixels: made.pixels,
        evidence: made.evidence.filter(({ file }) => file !== undefined).map(({ id }) => id),
      })
      setTaking({ is: 'done', name: made.name, missing: [...studio.pictures.missing] })
      return made
    } catch (error) {
      setTaking(own.signal.aborted ? { is: 'idle' } : { is: 'failed', error })
      return null
    }
  }
  const cancel = () => {
    stop.current?.abort()
    setTaking({ is: 'idle' })
  }
  return { taking, take, cancel }
}
