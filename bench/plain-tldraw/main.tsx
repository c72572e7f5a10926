import { getAssetUrlsByImport } from '@tldraw/assets/imports.vite'
import {
  BaseBoxShapeUtil,
  createTLStore,
  defaultBindingUtils,
  defaultShapeUtils,
  HTMLContainer,
  Tldraw,
  type TLRecord,
} from '@tldraw/tldraw'
import '@tldraw/tldraw/tldraw.css'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { cardShapeProps, type CardShape } from '../../shared/board/card-shape.ts'

/** tldraw as it comes, with the board's shapes in memory before the click that opens it. */

class PlainCardUtil extends BaseBoxShapeUtil<CardShape> {
  static override type = 'card' as const
  static override props = cardShapeProps

  override getDefaultProps(): CardShape['props'] {
    return { w: 320, h: 240, evidenceId: '', mediaTimeS: 0 }
  }

  override component({ props }: CardShape) {
    return (
      <HTMLContainer style={{ border: '1px solid grey', padding: 12, background: 'white' }}>
        {props.evidenceId}
      </HTMLContainer>
    )
  }

  override indicator({ props }: CardShape) {
    return <rect width={props.w} height={props.h} />
  }
}

const shapeUtils = [PlainCardUtil]
const assetUrls = getAssetUrlsByImport()
const answer = await fetch('board.json')
const records = (await answer.json()) as TLRecord[]

function Page() {
  const [store, setStore] = useState<ReturnType<typeof createTLStore> | null>(null)
  if (store) return <Tldraw store={store} shapeUtils={shapeUtils} assetUrls={assetUrls} />
  const open = () => {
    const made = createTLStore({
      shapeUtils: [...defaultShapeUtils, ...shapeUtils],
      bindingUtils: defaultBindingUtils,
    })
    made.put(records)
    setStore(made)
  }
  return (
    <button type="button" onClick={open}>
      Open
    </button>
  )
}

const root = document.querySelector('#root')
if (!root) throw new Error('The page has no root')
createRoot(root).render(<Page />)
