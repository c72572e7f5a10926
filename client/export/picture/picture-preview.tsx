import { Button } from '@mantine/core'
import { planOf } from './pieces.ts'
import css from './picture-form.module.css'
import { pictureMessages as words } from './picture-messages.ts'
import { QUICK, type Preview } from './use-preview.ts'
import type { PictureWish } from './wish.ts'

/** The picture, small, and how large the file will be. Null while the board is being read. */
export function PicturePreview({
  preview,
  failure,
  wish,
  ask,
}: {
  preview: Preview | null
  failure: unknown
  wish: PictureWish
  ask: () => void
}) {
  const isSketched = preview?.is === 'sketched'
  return (
    <figure className={css['preview']} aria-label={words.preview}>
      <div className={css['sheet']}>
        {isSketched && preview.address !== null ? (
          <img src={preview.address} alt={wish.what} />
        ) : isSketched && preview.shapes > QUICK ? (
          <div className={css['empty']}>
            <p>{words.large(preview.shapes)}</p>
            <Button variant="default" size="compact-md" onClick={ask}>
              {words.showPreview}
            </Button>
          </div>
        ) : (
          <p className={css['empty']}>
            {preview?.is === 'nothing'
              ? words.nothing
              : failure
                ? ''
                : preview === null
                  ? words.preparing
                  : words.drawing}
          </p>
        )}
      </div>
      <figcaption className={css['hint']}>{isSketched && sizeInWords(preview, wish)}</figcaption>
    </figure>
  )
}

function sizeInWords(
  { sketch: { layout } }: Extract<Preview, { is: 'sketched' }>,
  { format, scale }: PictureWish,
): string {
  if (format === 'pdf') return words.pages
  if (format === 'svg') return words.unlimited
  // Asked of the numbers alone: making a canvas only to say this would take as much memory as the picture.
  const plan = planOf(layout, { scale, canHold: () => true })
  return plan.is === 'whole'
    ? words.pixels(plan.w, plan.h)
    : words.pieces(plan.w, plan.h, plan.pieces.length)
}
