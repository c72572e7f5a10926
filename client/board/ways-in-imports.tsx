import { useEffect, useState } from 'react'
import { ImportDialog } from '../imports/import-dialog.tsx'
import type { Offer } from '../imports/offer.ts'
import type { Point } from './ways-in-grid.ts'
import type { WaysIn } from './ways-in.ts'

type Waiting = { offer: Offer; at: Point | undefined }

/** Asks about files of other tools, one after another, whichever way they came in. */
export function ImportOffers({ waysIn }: { waysIn: WaysIn }) {
  const [waiting, setWaiting] = useState<Waiting[]>([])
  useEffect(
    () =>
      waysIn.offerImportsBy((offers, at) =>
        setWaiting((before) => [...before, ...offers.map((offer) => ({ offer, at }))]),
      ),
    [waysIn],
  )
  const [first] = waiting
  if (!first) return null
  const { offer, at } = first
  const next = () => setWaiting((before) => before.slice(1))
  return (
    <ImportDialog
      key={offer.file.name}
      offer={offer}
      onImport={(plan) => {
        waysIn.takeOffer({ ...offer, plan }, at)
        next()
      }}
      onKeep={() => {
        waysIn.addFiles([offer.file, ...offer.beside.values()], at)
        next()
      }}
      onCancel={next}
    />
  )
}
