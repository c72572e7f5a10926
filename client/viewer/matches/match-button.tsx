import { Button, Modal, Select, Stack } from '@mantine/core'
import { IconGitCompare } from '@tabler/icons-react'
import { useState } from 'react'
import { kinds, type Evidence, type EvidenceId } from '../../../shared/evidence/kinds.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useRole } from '../../board/use-role.ts'
import { useLive } from '../../ui/use-live.ts'
import { messages } from './match-messages.ts'
import { canBeMatched, openMatch } from './open-match.ts'

/** From one picture to the side-by-side view with another. */
export function MatchButton({ evidence }: { evidence: Evidence }) {
  const board = useBoard()
  const isViewer = useRole() === 'viewer'
  const [isAsking, setAsking] = useState(false)
  if (isViewer) return null
  return (
    <>
      <Button
        variant="default"
        size="compact-md"
        title={messages.matchHint}
        leftSection={<IconGitCompare size={16} stroke={1.8} aria-hidden="true" />}
        onClick={() => setAsking(true)}
      >
        {messages.match}
      </Button>
      {isAsking && (
        <Modal opened onClose={() => setAsking(false)} title={messages.with} centered>
          <OtherPicture
            besides={evidence.id}
            onChosen={(id) => {
              setAsking(false)
              openMatch(board, [evidence.id, id])
            }}
          />
        </Modal>
      )}
    </>
  )
}

function OtherPicture({
  besides,
  onChosen,
}: {
  besides: EvidenceId
  onChosen: (id: EvidenceId) => void
}) {
  const [chosen, choose] = useState<EvidenceId | null>(null)
  return (
    <Stack gap="md">
      <PictureSelect label={messages.find} besides={besides} value={chosen} onChange={choose} />
      <Button disabled={chosen === null} onClick={() => chosen !== null && onChosen(chosen)}>
        {messages.open}
      </Button>
    </Stack>
  )
}

/** One picture of the board, found by typing. */
export function PictureSelect({
  label,
  besides,
  value,
  onChange,
}: {
  label: string
  besides?: EvidenceId | undefined
  value: EvidenceId | null
  onChange: (id: EvidenceId) => void
}) {
  const board = useBoard()
  const pictures = useLive(board.evidence).filter(
    (each) => canBeMatched(each) && each.id !== besides,
  )
  return (
    <Select
      label={label}
      data-autofocus
      searchable
      limit={60}
      value={value}
      data={pictures.map((each) => ({
        value: each.id,
        label: `${titleOf(each)} · ${kinds[each.kind].label}`,
      }))}
      nothingFoundMessage={messages.noOther}
      onChange={(id) => {
        const found = pictures.find((each) => each.id === id)
        if (found) onChange(found.id)
      }}
    />
  )
}
