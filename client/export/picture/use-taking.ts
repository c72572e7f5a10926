import { useRef, useState } from 'react'
import { makePicture } from './make-picture.ts'
import { noteTaking } from './note-taking.ts'
import { signedFile } from './signed-file.ts'
import type { Studio } from './studio.ts'
import type { PictureWish } from './wish.ts'

/** How far a picture is that is being made. */
export type Taking =
  | { is: 'idle' }
  | { is: 'under-way'; share: number }
  | { is: 'failed'; error: unknown }
  | { is: 'done'; name: string; missing: readonly string[]; unsigned: string | null }

/** A picture as it is saved or copied. */
export type TakenFile = { name: string; blob: Blob }

/** Makes pictures one at a time. The custody log hears of one before anybody has it. */
export function useTaking() {
  const [taking, setTaking] = useState<Taking>({ is: 'idle' })
  const stop = useRef<AbortController | null>(null)

  const take = async (studio: Studio, wish: PictureWish): Promise<TakenFile | null> => {
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
      await noteTaking(studio.moment, made)
      const { blob, unsigned } = await signedFile(studio.moment, made)
      own.signal.throwIfAborted()
      const { name } = made
      setTaking({ is: 'done', name, missing: [...studio.pictures.missing], unsigned })
      return { name, blob }
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
