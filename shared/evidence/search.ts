import { acts, type Act } from './claimant.ts'
import { isWithdrawn } from './doubts.ts'
import { hedgeOf } from './hedge.ts'
import { languageName } from './language.ts'
import { evidenceFields, kinds, type Evidence } from './kinds.ts'
import { statusOf } from './status.ts'

/** Everything written on an item, in lower case, for finding it by its words, names and numbers. */
export function searchTextOf(evidence: Evidence): string {
  const parts: string[] = [kinds[evidence.kind].label, evidence.createdBy, hedgeOf(evidence) ?? '']
  for (const [name, field] of Object.entries(evidenceFields[evidence.kind])) {
    const value = evidence[name]
    if (value === undefined || field.type === 'facts') continue
    if (field.type === 'choice' && typeof value === 'string') parts.push(field.options[value] ?? '')
    else if (field.type === 'verification') collect(withoutStatus(value), parts)
    else if (field.type === 'entries' && field.entry === 'judgement')
      collect(Object.values(Object(value)).map(withoutStatus), parts)
    else collect(value, parts)
    if (field.type === 'text' && field.holds === 'language' && typeof value === 'string')
      parts.push(languageName(value))
  }
  parts.push(statusOf(evidence).label)
  if (isWithdrawn(evidence)) parts.push('Withdrawn')
  return parts.join('\n').toLocaleLowerCase()
}

/** A status is found by the words in which it is shown; ids of others in its history are no words. */
function withoutStatus(judgement: unknown): unknown {
  return typeof judgement === 'object' ? { ...judgement, status: '', after: [] } : judgement
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
