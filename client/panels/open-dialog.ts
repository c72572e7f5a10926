import type { EvidenceId } from '../../shared/evidence/kinds.ts'

/** What lies over the board's page, if anything: at most one at a time. */
export type OpenDialog = 'help' | 'members' | 'find' | 'export' | { tie: EvidenceId } | null
