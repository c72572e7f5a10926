import { ActionIcon, Button, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconChevronLeft,
  IconChevronRight,
  IconGitCompare,
  IconHistory,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import type { History } from '../../shared/protocol/history.ts'
import { useSignal } from '../board/board-provider.tsx'
import { sentenceOf } from '../ui/sentence-of.ts'
import { moment as instantInWords } from '../ui/time.ts'
import { historyMessages } from './history-messages.ts'
import { useLooking, type Looking } from './looking.ts'
import css from './moment-bar.module.css'
import { indexOfMoment, nameOfMoment, nameOfPast, timeOfMoment } from './moments.ts'
import { RestoreMoment } from './restore-moment.tsx'
import { personIn, useHistory } from './use-history.ts'

const words = historyMessages.bar
const PLAY_EVERY_MS = 350

/** Over a board of the past: which moment it is, the way through all of them, and the way back. */
export function MomentBar() {
  const looking = useLooking()
  const history = useHistory()
  if (!looking.past || !looking.moment) return null
  return (
    <section className={css['bar']} aria-label={words.label}>
      {history.data ? (
        <Bar history={history.data} looking={looking} />
      ) : (
        <span className={css['what']}>{words.loading}</span>
      )}
      <Failure past={looking.past} />
      <Button
        variant="filled"
        size="compact-md"
        leftSection={<IconArrowBackUp size={16} stroke={1.8} />}
        onClick={() => looking.go(null)}
      >
        {words.now}
      </Button>
    </section>
  )
}

function Bar({ history, looking }: { history: History; looking: Looking }) {
  const { moment } = looking
  if (moment?.kind === 'compare')
    return (
      <p className={css['what']}>
        <IconGitCompare size={17} stroke={1.8} aria-hidden="true" />
        <span>
          {words.from} <strong>{nameOfMoment(history, moment.from)}</strong> {words.to}{' '}
          <strong>{nameOfMoment(history, moment.to)}</strong>
        </span>
      </p>
    )
  return <Slider history={history} looking={looking} seq={moment?.seq ?? 0} />
}

function Slider({ history, looking, seq }: { history: History; looking: Looking; seq: number }) {
  const { moments } = history
  const [isPlaying, setPlaying] = useState(false)
  const at = indexOfMoment(moments, seq)
  const last = moments.length - 1
  const { go } = looking
  const step = (by: number) => {
    const next = moments[Math.min(last, Math.max(0, at + by))]
    if (next) go({ kind: 'past', seq: next.seq })
  }
  useEffect(() => {
    if (!isPlaying || at >= last) return
    const timer = setTimeout(() => {
      const next = moments[at + 1]
      if (next) go({ kind: 'past', seq: next.seq })
    }, PLAY_EVERY_MS)
    return () => clearTimeout(timer)
  }, [isPlaying, at, last, moments, go])
  const plays = isPlaying && at < last
  const stop = moments[at]
  // Between two stops of a long history nobody is named: the stop before may be somebody else's.
  const who = stop?.seq === seq ? personIn(history.people, stop.personId).name : ''
  const when = timeOfMoment(history, seq)
  return (
    <>
      <p className={css['what']}>
        <IconHistory size={17} stroke={1.8} aria-hidden="true" />
        <span>
          {words.past} <strong>{when === null ? words.begin : nameOfPast(history, seq)}</strong>
          {when !== null && who !== '' && <span className={css['who']}> · {who}</span>}
        </span>
      </p>
      <div className={css['steps']}>
        <Step label={words.earlier} isOff={at <= 0} run={() => step(-1)} Sign={IconChevronLeft} />
        <Step
          label={plays ? words.pause : words.play}
          isOff={at >= last}
          run={() => setPlaying(!plays)}
          Sign={plays ? IconPlayerPause : IconPlayerPlay}
        />
        <Step label={words.later} isOff={at >= last} run={() => step(1)} Sign={IconChevronRight} />
      </div>
      <input
        type="range"
        className={css['slider']}
        aria-label={words.slider}
        aria-valuetext={
          when === null ? words.begin : `${instantInWords(when)}${who === '' ? '' : `, ${who}`}`
        }
        min={0}
        max={Math.max(1, last)}
        value={at}
        onChange={(event) => {
          setPlaying(false)
          const next = moments[Number(event.currentTarget.value)]
          if (next) go({ kind: 'past', seq: next.seq })
        }}
      />
      <div className={css['actions']}>
        <Button
          variant="default"
          size="compact-md"
          disabled={seq >= history.seq}
          onClick={() => go({ kind: 'compare', from: seq, to: history.seq })}
        >
          {words.compareNow}
        </Button>
        <RestoreMoment seq={seq} isNow={seq >= history.seq} />
      </div>
    </>
  )
}

function Step({
  label,
  isOff,
  run,
  Sign,
}: {
  label: string
  isOff: boolean
  run: () => void
  Sign: typeof IconHistory
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        disabled={isOff}
        onClick={run}
      >
        <Sign size={18} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  )
}

function Failure({ past }: { past: NonNullable<Looking['past']> }) {
  const failure = useSignal(past.failure)
  const { moment } = useLooking()
  if (failure === null) return null
  return (
    <p className={css['failure']} role="alert">
      {sentenceOf(failure)}{' '}
      <Button size="compact-sm" variant="default" onClick={() => moment && past.show(moment)}>
        {historyMessages.retry}
      </Button>
    </p>
  )
}
