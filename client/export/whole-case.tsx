import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { humanSize } from '../../shared/evidence/wording.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { packageAddress, packageSizeOf } from '../imports/case-api.ts'
import { caseMessages as words } from '../imports/case-messages.ts'
import css from './export-dialog.module.css'

/** The whole case as one zip, for owners: how large it is first, then the browser saves it. */
export function WholeCase() {
  const { boardId } = useBoard()
  const isOwner = useRole() === 'owner'
  const [isBegun, setBegun] = useState(false)
  const size = useQuery({
    queryKey: ['package-size', boardId],
    queryFn: () => packageSizeOf(boardId),
    enabled: isOwner,
  })
  if (!isOwner) return null
  return (
    <li className={css['document']}>
      <div>
        <strong>{words.whole}</strong>
        <p>{words.wholeHint}</p>
        <output>
          {isBegun
            ? words.started
            : size.data
              ? words.wholeSize(humanSize(size.data.bytes), size.data.files)
              : size.isError
                ? words.wholeFailed
                : ' '}
        </output>
      </div>
      <Button
        component="a"
        href={packageAddress(boardId)}
        download
        variant="default"
        size="compact-md"
        aria-label={words.downloadOf}
        onClick={() => setBegun(true)}
      >
        {words.download}
      </Button>
    </li>
  )
}
