import type { Independence, OriginGroup, Side, Standing } from './origins.ts'

/** How a claim stands, in sentences without a full stop. Nothing is said of a side that has nothing. */
export function standingInWords(standing: Standing): string[] {
  return [
    sideInWords(standing.supports, 'Supported by'),
    sideInWords(standing.contradicts, 'Contradicted by'),
    standing.said.items > 1 ? claimantsInWords(standing.said, 'say so') : undefined,
    standing.denied.items > 0 ? claimantsInWords(standing.denied, 'deny it') : undefined,
  ].filter((words) => words !== undefined)
}

/** "Supported by 3 items from 2 origins; whether these are independent is not known" */
function sideInWords(side: Side<unknown>, verb: string): string | undefined {
  if (side.items === 0) return undefined
  if (side.items === 1) return `${verb} 1 item`
  return `${verb} ${side.items} items from ${originsInWords(side)}`
}

function claimantsInWords(side: Side<unknown>, verb: string): string {
  if (side.items === 1) return verb === 'say so' ? '1 says so' : '1 denies it'
  return `${side.items} ${verb}, from ${originsInWords(side)}`
}

function originsInWords({ origins, independence }: Side<unknown>): string {
  const [first] = origins
  const count =
    origins.length === 1 && first ? `one origin, ${groupName(first)}` : `${origins.length} origins`
  return `${count}${independenceInWords[independence]}`
}

/** Several that share one source are named together. */
export function groupName({ origins }: OriginGroup<unknown>): string {
  return origins.map(({ name }) => name).join(' and ')
}

const independenceInWords: Record<Independence, string> = {
  none: '',
  one: '',
  independent: ', shown to be independent',
  some: '; only some are shown to be independent',
  unknown: '; whether these are independent is not known',
  disputed: '; whether these are independent is disputed',
}
