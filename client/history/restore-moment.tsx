import { Button, Group, Modal, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { restoredOf } from '../../shared/board/changes/restored-of.ts'
import { useSignal } from '../board/board-provider.tsx'
import { sentenceOf } from '../ui/sentence-of.ts'
import { bringBack } from './bring-back.ts'
import { historyApi } from './history-api.ts'
import { historyMessages as words } from './history-messages.ts'
import { useLooking } from './looking.ts'
import { useHistory } from './use-history.ts'

/** Makes the whole board what it was, after asking. Not for those who only view. */
export function RestoreMoment({ seq, isNow }: { seq: number; isNow: boolean }) {
  const { live, go } = useLooking()
  const isViewer = useSignal(live.role) === 'viewer'
  const history = useHistory()
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  if (isViewer) return null
  const restore = async () => {
    setBusy(true)
    try {
      const now = await history.refetch({ throwOnError: true })
      const to = now.data?.seq ?? seq
      const { changes } = await historyApi.compare(live.session.boardId, { from: seq, to })
      bringBack(live, changes.map(restoredOf))
      go(null)
      notifications.show({ message: words.restored })
    } catch (error) {
      notifications.show({ message: sentenceOf(error) })
    } finally {
      setBusy(false)
      setAsking(false)
    }
  }
  return (
    <>
      <Button variant="default" size="compact-md" disabled={isNow} onClick={() => setAsking(true)}>
        {words.bar.bringBack}
      </Button>
      <Modal opened={isAsking} onClose={() => setAsking(false)} title={words.restoreTitle} centered>
        <Text mb="md">{words.restoreText}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setAsking(false)}>
            {words.cancel}
          </Button>
          <Button loading={isBusy} onClick={() => void restore()}>
            {words.restoreConfirm}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
