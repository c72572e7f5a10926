import {
  defaultShapeUtils,
  type GeoShapeUtil,
  type TLAnyShapeUtilConstructor,
  type TLGeoShape,
} from '@tldraw/tldraw'
import { CardShapeUtil } from './card-shape-util.tsx'
import type { CardWords } from './card-words.ts'
import { WhenSeen } from './when-seen.tsx'

/** Every kind of shape on a board, each drawn once it comes into view. */
export function boardShapeUtils(words: CardWords): TLAnyShapeUtilConstructor[] {
  return [...defaultShapeUtils, CardShapeUtil.configure({ words })].map((Util) =>
    drawnWhenSeen(Util as TLAnyShapeUtilConstructor),
  )
}

function drawnWhenSeen(Util: TLAnyShapeUtilConstructor): TLAnyShapeUtilConstructor {
  // Any concrete util stands for the type here: what is overridden is the same in all of them.
  const Base = Util as unknown as typeof GeoShapeUtil
  class DrawnWhenSeen extends Base {
    override component(shape: TLGeoShape) {
      return <WhenSeen id={shape.id} draw={() => super.component(shape)} />
    }
  }
  return DrawnWhenSeen
}
