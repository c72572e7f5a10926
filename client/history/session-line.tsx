import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconGitCompare } from '@tabler/icons-react'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import type { History, WorkSession } from '../../shared/protocol/history.ts'
import type { OpenBoard } from '../board/open-board.ts'
import { PersonDot } from '../ui/person-dot.tsx'
import { timeRange } from './history-lines.ts'
import { historyMessages as words } from './history-messages.ts'
import css from './history-panel.module.css'
import { useLooking } from './looking.ts'
import { personIn } from './use-history.ts'

const NAMED = 3

/** One person's work without a long pause: a press shows the board as they left it. */
export function SessionLine({ session, history }: { session: WorkSession; history: History }) {
  const { live, moment, go } = useLooking()
  const person = personIn(history.people, session.personId)
  const isShown = moment?.kind === 'past' && moment.seq === session.to
  const what = whatWasEdited(session, live)
  return (
    <li className={css['line']} data-shown={isShown || undefined}>
      <button
        type="button"
        className={css['open']}
        aria-current={isShown || undefined}
        onClick={() => go({ kind: 'past', seq: session.to })}
      >
        <PersonDot person={person} size={26} />
        <span className={css['text']}>
          <span>
            <strong>{person.name}</strong>{' '}
            <span className={css['soft']}>
              {timeRange(session.startedAt, session.endedAt)} · {words.editsOf(session.edits)}
            </span>
          </span>
          {what !== '' && <span className={css['items']}>{what}</span>}
        </span>
      </button>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={words.moreOf(
              `${person.name}, ${timeRange(session.startedAt, session.endedAt)}`,
            )}
          >
            <IconDots size={17} stroke={1.8} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconGitCompare size={17} stroke={1.6} />}
            onClick={() => go({ kind: 'compare', from: session.from - 1, to: session.to })}
          >
            {words.whatChanged}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconGitCompare size={17} stroke={1.6} />}
            disabled={session.to >= history.seq}
            onClick={() => go({ kind: 'compare', from: session.to, to: history.seq })}
          >
            {words.compareNow}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}

/** The items by name, as they are called now; what is no evidence, or is gone, is only counted. */
function whatWasEdited({ items, itemCount }: WorkSession, live: OpenBoard): string {
  const titles = items.flatMap((id) => {
    const evidence = live.evidenceOf(id as EvidenceId)
    return evidence ? [titleOf(evidence)] : []
  })
  const named = [...new Set(titles)].slice(0, NAMED)
  const others = itemCount - named.length
  if (named.length === 0) return ''
  return [named.join(', '), others > 0 ? words.andMore(others) : '']
    .filter((part) => part)
    .join(' ')
}
