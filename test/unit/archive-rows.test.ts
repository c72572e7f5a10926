import { expect, test } from 'vitest'
import { archivedCustodyRow } from '../../server/proof/archive-format.ts'
import { custodyActs } from '../../shared/protocol/custody.ts'

test.for(custodyActs)('[Z15] a package can hold custody rows of “%s”', (what) => {
  const row = {
    seq: 1,
    at: 0,
    actor: 'person-1',
    actorName: 'Ada',
    what,
    evidenceId: null,
    sha256: null,
    details: '{}',
    hash: '0'.repeat(64),
  }
  expect(archivedCustodyRow.parse(row)).toEqual(row)
})
