import { isPillarName, pillarNames, pillars, type Check, type PillarName } from './check.ts'
import type { Evidence } from './kinds.ts'
import { entriesOf } from './values.ts'

export type NamedCheck = { id: string; label: string; check: Check }
export type PillarChecks = {
  pillar: PillarName
  /** Undefined while nobody has looked into it. */
  check: Check | undefined
  /** More exact ones, in the order in which they were made. */
  named: NamedCheck[]
}

/** Always the five, in their order. */
export function checksOf(evidence: Evidence): PillarChecks[] {
  const all = entriesOf(evidence, 'checks', 'check')
  return pillarNames.map((pillar) => ({
    pillar,
    check: all.find(({ id }) => id === pillar)?.value,
    named: all
      .filter(({ id, value }) => !isPillarName(id) && value.pillar === pillar)
      .map(({ id, value }) => ({ id, label: value.name.trim() || 'Check', check: value })),
  }))
}

/** The checks that stand against an item: failed, or looked into and not confirmed. */
export function standingChecks(evidence: Evidence): NamedCheck[] {
  return checksOf(evidence)
    .flatMap(({ pillar, check, named }) => [
      ...(check ? [{ id: pillar, label: pillars[pillar].label, check }] : []),
      ...named,
    ])
    .filter(({ check }) => check.outcome === 'failed' || check.outcome === 'could-not-confirm')
}

/** "2 failed checks", "1 unconfirmed check", "2 failed and 1 unconfirmed check". */
export function standingInWords(standing: readonly NamedCheck[]): string {
  const failed = standing.filter(({ check }) => check.outcome === 'failed').length
  const unconfirmed = standing.length - failed
  const parts = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(unconfirmed > 0 ? [`${unconfirmed} unconfirmed`] : []),
  ]
  const last = unconfirmed > 0 ? unconfirmed : failed
  return `${parts.join(' and ')} ${last === 1 ? 'check' : 'checks'}`
}

/** "exact location, time of filming". */
export function namesOf(checks: readonly NamedCheck[]): string {
  return checks.map(({ label }) => label.charAt(0).toLowerCase() + label.slice(1)).join(', ')
}
