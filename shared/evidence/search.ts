import { acts, type Act } from './claimant.ts'
import { hedgeOf } from './hedge.ts'
import { evidenceFields, kinds, type Evidence } from './kinds.ts'

/** Everything written on an item, in lower case, for finding it by its words, names and numbers. */
export function searchTextOf(evidence: Evidence): string {
  const parts: string[] = [kinds[evidence.kind].label, evidence.createdBy, hedgeOf(evidence) ?? '']
  for (const [name, field] of Object.entries(evidenceFields[evidence.kind])) {
    const value = evidence[name]
    if (value === undefined || field.type === 'facts') continue
    if (field.type === 'choice' && typeof value === 'string') parts.push(field.options[value] ?? '')
    else collect(value, parts)
  }
  return parts.join('\n').toLocaleLowerCase()
}

function collect(value: unknown, parts: string[]): void {
  if (typeof value === 'string') parts.push(isAct(value) ? acts[value] : value)
  else if (typeof value === 'number') parts.push(String(value))
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) collect(each, parts)
}

function isAct(value: string): value is Act {
  return Object.hasOwn(acts, value)
}
