import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconLogout, IconUser } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import type { Person } from '../../shared/protocol/http.ts'
import { useSession, useSignOut } from '../session.ts'
import { ColorSchemeMenu } from '../ui/color-scheme-menu.tsx'
import { Mark } from '../ui/logo.tsx'
import { messages } from '../ui/messages.ts'
import { PersonDot } from '../ui/person-dot.tsx'
import css from './page-frame.module.css'

/** The frame of pages that are no board: the name of the product, who one is, and the page. */
export function PageFrame({ person, children }: { person: Person; children: ReactNode }) {
  return (
    <div className={css['frame']}>
      <header className={css['top']}>
        <Link href="/" className={css['name']}>
          <Mark size={26} />
          {messages.product}
        </Link>
        <div className={css['tools']}>
          <ColorSchemeMenu />
          <PersonMenu person={person} />
        </div>
      </header>
      <main className={css['main']}>{children}</main>
    </div>
  )
}

function PersonMenu({ person }: { person: Person }) {
  const [, go] = useLocation()
  const signOut = useSignOut()
  const mode = useSession().data?.mode
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton className={css['person']}>
          <VisuallyHidden>{messages.account.menu}</VisuallyHidden>
          <PersonDot person={person} size={32} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.name}</Menu.Label>
        <Menu.Item leftSection={<IconUser size={16} stroke={1.6} />} onClick={() => go('/account')}>
          {messages.account.menu}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} stroke={1.6} />}
          onClick={() => signOut.mutate()}
        >
          {mode === 'accounts' ? messages.account.signOut : messages.account.switchPerson}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
