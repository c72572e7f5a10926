import { crsValue } from '../evidence/georeference.ts'
import { z } from 'zod'

/** A coordinate system of the register, and where it is used. */
export const foundCrs = crsValue.extend({ area: z.string() })
export type FoundCrs = z.infer<typeof foundCrs>
