import { Button, Checkbox, SegmentedControl, Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { presentedScenes, type BriefingWithScenes } from '../../../shared/briefing/briefings.ts'
import { undrawnWithRemedy } from '../../../shared/export/picture/kinds-of-letters.ts'
import type { History } from '../../../shared/protocol/history.ts'
import type { Shown } from '../../board/picture/board-pictures.ts'
import { framesOf, selectedShapes } from '../../board/picture/frames-of.ts'
import { useLooking } from '../../history/looking.ts'
import { nameOfPast } from '../../history/moments.ts'
import { sentenceOf } from '../../ui/sentence-of.ts'
import { useLive } from '../../ui/use-live.ts'
import { saveBlob } from '../save-file.ts'
import { copyPicture, canCopyPictures } from './copy-picture.ts'
import css from './picture-form.module.css'
import { pictureMessages as words } from './picture-messages.ts'
import { nameOfScene } from './name-of-scene.ts'
import { planOf } from './pieces.ts'
import { PicturePreview } from './picture-preview.tsx'
import { TakingState } from './taking-state.tsx'
import { usePictureMoment } from './use-picture-moment.ts'
import { usePreview } from './use-preview.ts'
import { useStudio } from './use-studio.ts'
import { useTaking } from './use-taking.ts'
import { pictureFormats, pictureScales, type PictureFormat, type PictureWish } from './wish.ts'

const OVER_DIALOG = 500

type Props = {
  title: string
  history: History
  /** Position in the log of the moment on show; null in the present. */
  seqOnShow: number | null
  scheme: 'light' | 'dark'
}

/** What of the board, of when, as what: and beside it what the picture will be like. */
export function PictureForm({ title, history, seqOnShow, scheme }: Props) {
  const { live } = useLooking()
  const sync = useLive(live.session.sync)
  const motifs = useMotifs()
  const moments = momentsOf(history, seqOnShow)
  const [motif, setMotif] = useState(motifs.first)
  const [seq, setSeq] = useState(seqOnShow ?? history.seq)
  const [wantedFormat, setFormat] = useState<PictureFormat>('png')
  const [hasNotes, setNotes] = useState(true)
  const [wantedScale, setScale] = useState<number | null>(null)
  const [look, setLook] = useState(scheme)
  const [hasLegend, setLegend] = useState(true)
  const [showsSensitive, setSensitive] = useState(false)
  const [isPreviewAsked, setPreviewAsked] = useState(false)

  const moment = usePictureMoment(history, { title, seq })
  const state = useStudio(moment.data ?? null, { isDark: look === 'dark', showsSensitive })
  const studio = state.is === 'open' ? state.studio : null
  const chosen = motifs.all.find(({ value }) => value === motif) ?? motifs.all[0]
  const briefingId = chosen?.briefingId ?? null
  const format = briefingId === null ? wantedFormat : 'pdf'
  const [largest, setLargest] = useState(2)
  const scale = wantedScale ?? largest
  const wish = useMemo(
    (): PictureWish => ({
      shown: chosen?.shown ?? { kind: 'board' },
      what: chosen?.label ?? words.board,
      scale,
      format,
      hasLegend,
      handout: briefingId === null ? null : { briefingId, hasNotes },
    }),
    [chosen, scale, format, hasLegend, briefingId, hasNotes],
  )
  const preview = usePreview(studio, wish, isPreviewAsked)
  const undrawn = preview.is === 'sketched' ? preview.sketch.undrawn : []
  const layout = preview.is === 'sketched' ? preview.sketch.layout : null
  // Until somebody chooses, twice the size where that is one picture.
  const fitting =
    layout && planOf(layout, { scale: 2, canHold: () => true }).is === 'pieces' ? 1 : 2
  if (layout && fitting !== largest) setLargest(fitting)
  const { taking, take, cancel } = useTaking()
  const hasHidden =
    preview.is === 'sketched' && (studio?.pictures.keepsHidden(preview.sketch.motif) ?? false)
  const canTake = studio !== null && preview.is === 'sketched' && taking.is !== 'under-way'
  const failure =
    state.is === 'failed' ? state.error : preview.is === 'failed' ? preview.error : moment.error
  return (
    <section className={css['form']} aria-label={words.heading}>
      <div className={css['fields']}>
        <Select
          label={words.what}
          data={motifs.data}
          value={motif}
          onChange={(value) => value !== null && setMotif(value)}
          allowDeselect={false}
          comboboxProps={{ zIndex: OVER_DIALOG }}
        />
        <Select
          label={words.when}
          data={moments}
          value={String(seq)}
          onChange={(value) => value !== null && setSeq(Number(value))}
          allowDeselect={false}
          comboboxProps={{ zIndex: OVER_DIALOG }}
        />
        {briefingId === null && (
          <Choice
            label={words.format}
            data={pictureFormats.map((value) => ({ value, label: words.formats[value] }))}
            value={format}
            onChange={setFormat}
          />
        )}
        {format !== 'svg' && (
          <Choice
            label={words.size}
            data={pictureScales.map((value) => ({ value: String(value), label: `${value}×` }))}
            value={String(scale)}
            onChange={(value) => setScale(Number(value))}
          />
        )}
        <Choice
          label={words.appearance}
          data={(['light', 'dark'] as const).map((value) => ({ value, label: words[value] }))}
          value={look}
          onChange={setLook}
        />
        <Checkbox
          label={words.legend}
          checked={hasLegend}
          onChange={(event) => setLegend(event.currentTarget.checked)}
        />
        {briefingId !== null && (
          <Checkbox
            label={words.notes}
            checked={hasNotes}
            onChange={(event) => setNotes(event.currentTarget.checked)}
          />
        )}
        {hasHidden && (
          <Checkbox
            label={words.sensitive}
            checked={showsSensitive}
            onChange={(event) => setSensitive(event.currentTarget.checked)}
          />
        )}
      </div>
      <div className={css['result']}>
        <PicturePreview
          preview={state.is === 'opening' ? null : preview}
          failure={failure}
          wish={wish}
          ask={() => setPreviewAsked(true)}
        />
        {undrawn.length > 0 && (
          <output className={css['warning']}>{undrawnWithRemedy(undrawn, format)}</output>
        )}
        {sync.kind !== 'saved' && <p className={css['hint']}>{words.unsaved}</p>}
        <TakingState taking={taking} cancel={cancel} />
        {taking.is !== 'under-way' && (
          <div className={css['actions']}>
            <Button
              disabled={!canTake}
              onClick={() => {
                if (!studio) return
                void take(studio, wish).then((made) => made && saveBlob(made.name, made.blob))
              }}
            >
              {words.save}
            </Button>
            <Button
              variant="default"
              disabled={!canTake || !canCopyPictures() || briefingId !== null}
              onClick={() => {
                if (studio)
                  void copyPicture(() => take(studio, { ...wish, format: 'png', handout: null }))
              }}
            >
              {words.copy}
            </Button>
          </div>
        )}
        {!canCopyPictures() && <p className={css['hint']}>{words.noClipboard}</p>}
        {failure !== null && failure !== undefined && (
          <p role="alert" className={css['failure']}>
            {words.failed} {sentenceOf(failure)}
          </p>
        )}
      </div>
    </section>
  )
}

function Choice<T extends string>({
  label,
  ...control
}: {
  label: string
  data: { value: T; label: string }[]
  value: T
  onChange: (value: T) => void
}) {
  return (
    <fieldset className={css['choice']}>
      <legend className={css['label']}>{label}</legend>
      <SegmentedControl fullWidth {...control} />
    </fieldset>
  )
}

type Choosable = { value: string; label: string; shown: Shown; briefingId?: string }

/** What can be shown, the selection first where there is one. As it was when the dialog opened. */
function useMotifs() {
  const { live, past } = useLooking()
  const [motifs] = useState(() => {
    const board = past?.board ?? live
    const ids = selectedShapes(board)
    const whole: Choosable = { value: 'board', label: words.board, shown: { kind: 'board' } }
    const selection: Choosable[] =
      ids.length === 0
        ? []
        : [
            {
              value: 'selection',
              label: words.selection(ids.length),
              shown: { kind: 'selection', ids },
            },
          ]
    const scenes = scenesOf(board.briefings.get())
    const frames = framesOf(board).map(({ id, name }): Choosable => ({
      value: id,
      label: words.frame(name),
      shown: { kind: 'frame', id },
    }))
    const groups = [...scenes, { group: words.frames, items: frames }]
    return {
      all: [whole, ...selection, ...groups.flatMap(({ items }) => items)],
      data: [whole, ...selection, ...groups.filter(({ items }) => items.length > 0)],
      first: ids.length > 0 ? 'selection' : 'board',
    }
  })
  return motifs
}

/** Every scene under its briefing's name. */
function scenesOf(briefings: readonly BriefingWithScenes[]) {
  return briefings.map((briefing) => {
    const { id, scenes } = briefing
    const title = briefing.title.trim() || words.untitledBriefing
    const [first] = presentedScenes(briefing)
    const handout: Choosable[] = first
      ? [
          {
            value: id,
            label: words.handout(title),
            shown: { kind: 'scene', id: first.id },
            briefingId: id,
          },
        ]
      : []
    const each = scenes.map((scene): Choosable => ({
      value: scene.id,
      label: nameOfScene(scene, scenes),
      shown: { kind: 'scene', id: scene.id },
    }))
    return { group: title, items: [...handout, ...each] }
  })
}

function momentsOf(history: History, seqOnShow: number | null) {
  const named = history.versions.filter(({ seq }) => seq !== history.seq && seq !== seqOnShow)
  const bySeq = new Map<number, { value: string; label: string }>()
  // A moment that people named goes by that name, whatever else it is.
  for (const { seq, kind, name } of named)
    if (kind === 'named' || !bySeq.has(seq))
      bySeq.set(seq, {
        value: String(seq),
        label: kind === 'named' ? nameOfPast(history, seq) : name,
      })
  return [
    { value: String(history.seq), label: words.now },
    ...(seqOnShow !== null && seqOnShow !== history.seq
      ? [{ value: String(seqOnShow), label: `${words.onShow}: ${nameOfPast(history, seqOnShow)}` }]
      : []),
    ...(bySeq.size > 0 ? [{ group: words.versions, items: [...bySeq.values()] }] : []),
  ]
}
