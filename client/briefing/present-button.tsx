import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconBroadcast, IconChevronDown, IconFlag, IconPresentation } from '@tabler/icons-react'
import { presentedScenes, type BriefingWithScenes } from '../../shared/briefing/briefings.ts'
import { useLooking } from '../history/looking.ts'
import { useHistory } from '../history/use-history.ts'
import { moment as instantInWords } from '../ui/time.ts'
import { briefingMessages as words } from './briefing-messages.ts'
import css from './briefings-panel.module.css'
import { usePresent } from './presenting/use-present.ts'

const MOST_VERSIONS = 30

/** Presents what is on show, live or a moment of the past; its menu chooses between the board as it is and a version. */
export function PresentButton({ briefing }: { briefing: BriefingWithScenes }) {
  const { moment } = useLooking()
  const begin = usePresent()
  const present = (seq: number | null) => begin(briefing.id, seq)
  const shown = moment?.kind === 'past' ? moment.seq : null
  const isEmpty = presentedScenes(briefing).length === 0
  return (
    <div className={css['present']}>
      <Button
        leftSection={<IconPresentation size={17} stroke={1.8} />}
        disabled={isEmpty}
        onClick={() => present(shown)}
      >
        {words.present}
      </Button>
      <Menu position="bottom-end" width={320}>
        <Menu.Target>
          <ActionIcon size={36} variant="filled" disabled={isEmpty} aria-label={words.presentHow}>
            <IconChevronDown size={17} stroke={1.8} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconBroadcast size={17} stroke={1.6} />}
            onClick={() => present(null)}
          >
            {words.live}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{words.frozen}</Menu.Label>
          <Versions present={present} />
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

function Versions({ present }: { present: (seq: number) => void }) {
  const history = useHistory()
  const versions = history.data?.versions ?? []
  const [named, automatic] = [
    versions.filter(({ kind }) => kind === 'named'),
    versions.filter(({ kind }) => kind === 'automatic'),
  ]
  if (history.isError) return <p className={css['soft']}>{words.versionsFailed}</p>
  if (versions.length === 0) return <p className={css['soft']}>{words.noVersions}</p>
  return (
    <div className={css['versions']}>
      {[...named, ...automatic].slice(0, MOST_VERSIONS).map(({ id, seq, name, at }) => (
        <Menu.Item
          key={id}
          leftSection={<IconFlag size={17} stroke={1.6} />}
          onClick={() => present(seq)}
        >
          {name} <span className={css['when']}>{instantInWords(at)}</span>
        </Menu.Item>
      ))}
    </div>
  )
}
