import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { isUnfinished } from '../../../shared/evidence/unfinished-facts.ts'
import { valueOf } from '../../../shared/evidence/values.ts'
import { storedFile } from '../../../shared/protocol/http.ts'
import { ask, fileAddress } from '../../api.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { noteFacts } from '../../files/upload-records.ts'
import css from './facts-list.module.css'
import { messages } from './facts-messages.ts'

const words = messages.again

/** Another try for a file whose reading was stopped. Nothing where it came to its end. */
export function ReadAgain({ evidence }: { evidence: Evidence }) {
  const { doc, boardId } = useBoard()
  const [isReading, setReading] = useState(false)
  const [outcome, setOutcome] = useState<'failed' | 'unfinished' | null>(null)
  const sha256 = valueOf(evidence, 'file', 'file')?.sha256
  const facts = valueOf(evidence, 'facts', 'facts')
  if (sha256 === undefined || !facts || !isUnfinished(facts)) return null
  const read = async () => {
    setReading(true)
    setOutcome(null)
    try {
      const file = await ask(storedFile, 'POST', `${fileAddress(boardId, sha256)}/facts`)
      // What a browser made where the server could not is known to the item only.
      const { previewSha256, hashes } = facts
      const made = {
        ...(previewSha256 !== undefined && { previewSha256 }),
        ...(hashes && { hashes }),
      }
      noteFacts(doc, evidence.id, sha256, { ...made, ...file.facts })
      if (isUnfinished(file.facts)) setOutcome('unfinished')
    } catch {
      setOutcome('failed')
    } finally {
      setReading(false)
    }
  }
  return (
    <div className={css['again']}>
      <Button size="compact-sm" variant="default" disabled={isReading} onClick={() => void read()}>
        {isReading ? words.reading : words.read}
      </Button>
      <output>{outcome && words[outcome]}</output>
    </div>
  )
}
