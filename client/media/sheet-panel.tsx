import { useEffect, useRef, useState } from 'react'
import { rangeInWords } from '../../shared/media/media-time.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useWaysIn } from '../board/ways-in-provider.tsx'
import { framesOfSheet, type SheetWish } from './contact-sheet.ts'
import { fieldsOfGrabbed, type Cited } from './grab-frame.ts'
import { messages } from './media-messages.ts'
import controls from './controls.module.css'
import css from './sheet-panel.module.css'
import type { Player } from './player.ts'

const words = messages.sheet
const MOST_FRAMES = 60
const ways = ['evenly', 'at-scene-changes'] as const

/** A contact sheet: frames of the clip or of its marked range, each cited, as a grid of cards beside it. */
export function SheetPanel({
  player,
  cited,
  close,
}: {
  player: Player
  cited: Cited
  close: () => void
}) {
  const { me } = useBoard()
  const waysIn = useWaysIn()
  const [count, setCount] = useState(12)
  const [choose, setChoose] = useState<SheetWish['choose']>('evenly')
  const [share, setShare] = useState<number | null>(null)
  const under = useRef<AbortController | null>(null)
  useEffect(() => () => under.current?.abort(), [])
  const { range, clip } = player
  const isBusy = share !== null

  const make = async () => {
    const stop = new AbortController()
    under.current = stop
    setShare(0)
    try {
      const whole = { startS: 0, endS: clip.times.endS }
      const wish = { count, choose, ...(range ?? whole) }
      const grabbed = await framesOfSheet(clip, wish, {
        cited,
        signal: stop.signal,
        onProgress: setShare,
      })
      if (!grabbed || stop.signal.aborted) return
      waysIn.addBeside(
        cited.evidence.id,
        grabbed.map((each) => ({
          kind: 'photo',
          fields: fieldsOfGrabbed(each, { evidence: cited.evidence, by: me.name }),
          file: each.file,
        })),
        { isTied: false },
      )
      waysIn.notify(
        grabbed.length < count && choose === 'at-scene-changes'
          ? words.fewer(grabbed.length, count)
          : words.done(grabbed.length),
      )
      close()
    } catch {
      if (!stop.signal.aborted) waysIn.notify(words.failed)
    } finally {
      setShare(null)
    }
  }

  return (
    <section className={css['sheet']} aria-label={words.label}>
      <label className={controls['field']}>
        {words.count}
        <input
          type="number"
          className={controls['input']}
          min={1}
          max={MOST_FRAMES}
          value={count}
          disabled={isBusy}
          onChange={({ currentTarget }) =>
            setCount(Math.max(1, Math.min(MOST_FRAMES, Math.round(Number(currentTarget.value)))))
          }
        />
      </label>
      <label className={controls['field']}>
        {words.choose}
        <select
          className={controls['input']}
          value={choose}
          disabled={isBusy}
          onChange={({ currentTarget }) =>
            setChoose(ways.find((way) => way === currentTarget.value) ?? 'evenly')
          }
        >
          {ways.map((way) => (
            <option key={way} value={way}>
              {words[way]}
            </option>
          ))}
        </select>
      </label>
      <span className={controls['soft']}>
        {range ? words.ofRange(rangeInWords(range)) : words.ofWhole}
      </span>
      {isBusy ? (
        <>
          <progress className={css['progress']} value={share} aria-label={words.label} />
          <span className={controls['soft']}>{words.progress(Math.floor(share * 100))}</span>
          <button
            type="button"
            className={controls['quiet']}
            onClick={() => {
              under.current?.abort()
              setShare(null)
            }}
          >
            {words.cancel}
          </button>
        </>
      ) : (
        <>
          <button type="button" className={controls['button']} onClick={() => void make()}>
            {words.make}
          </button>
          <button type="button" className={controls['quiet']} onClick={close}>
            {words.close}
          </button>
        </>
      )}
    </section>
  )
}
