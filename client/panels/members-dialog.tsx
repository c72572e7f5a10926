import { ActionIcon, Button, Group, Modal, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Member, Role } from '../../shared/protocol/http.ts'
import { api } from '../api.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useRole } from '../board/use-role.ts'
import { InvitationLink } from '../pages/invitation-link.tsx'
import { useSession } from '../session.ts'
import { messages } from '../ui/messages.ts'
import { PersonDot } from '../ui/person-dot.tsx'
import { Problem } from '../ui/problem.tsx'
import css from './members-dialog.module.css'

const words = messages.members
const roles = (['owner', 'editor', 'viewer'] as const).map((value) => ({
  value,
  label: messages.boards.roles[value],
}))

/** Who may enter this board and what they may do. Owners change it; everyone may look. */
export function MembersDialog({ isOpen, close }: { isOpen: boolean; close: () => void }) {
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={words.title}
      size="md"
      closeButtonProps={{ 'aria-label': messages.common.close }}
    >
      <Members />
    </Modal>
  )
}

function Members() {
  const { boardId, me } = useBoard()
  const role = useRole()
  const queries = useQueryClient()
  const membersKey = ['members', boardId] as const
  const members = useQuery({ queryKey: membersKey, queryFn: () => api.members(boardId) })
  const onSuccess = () => queries.invalidateQueries({ queryKey: membersKey })
  const setRole = useMutation({
    mutationFn: (change: { personId: string; role: Role }) =>
      api.setRole(boardId, change.personId, change.role),
    onSuccess,
  })
  const remove = useMutation({
    mutationFn: (personId: string) => api.removeMember(boardId, personId),
    onSuccess,
  })
  const isOwner = role === 'owner'
  const failed = members.error ?? setRole.error ?? remove.error
  return (
    <Stack gap="md">
      {failed && <Problem error={failed} />}
      {members.isPending && <Text c="dimmed">{words.loading}</Text>}
      <ul className={css['members']}>
        {members.data?.map((member) => (
          <MemberRow
            key={member.person.id}
            member={member}
            isMe={member.person.id === me.id}
            canChange={isOwner}
            setRole={(next) => setRole.mutate({ personId: member.person.id, role: next })}
            remove={() => remove.mutate(member.person.id)}
          />
        ))}
      </ul>
      {isOwner ? (
        <LetIn members={members.data ?? []} onAdded={onSuccess} />
      ) : (
        <Text size="sm" c="dimmed">
          {words.onlyOwners}
        </Text>
      )}
    </Stack>
  )
}

function MemberRow({
  member: { person, role },
  isMe,
  canChange,
  setRole,
  remove,
}: {
  member: Member
  isMe: boolean
  canChange: boolean
  setRole: (role: Role) => void
  remove: () => void
}) {
  return (
    <li className={css['member']}>
      <PersonDot person={person} size={34} />
      <div className={css['who']}>
        <div>
          {person.name}{' '}
          {isMe && (
            <Text span c="dimmed">
              {words.you}
            </Text>
          )}
        </div>
        {person.email && (
          <Text size="sm" c="dimmed">
            {person.email}
          </Text>
        )}
      </div>
      {canChange && !isMe ? (
        <>
          <NativeSelect
            aria-label={words.roleOf(person.name)}
            data={roles}
            value={role}
            onChange={(event) => {
              const next = roles.find(({ value }) => value === event.currentTarget.value)
              if (next) setRole(next.value)
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={words.remove(person.name)}
            onClick={remove}
          >
            <IconX size={17} stroke={1.7} />
          </ActionIcon>
        </>
      ) : (
        <Text size="sm" c="dimmed">
          {messages.boards.roles[role]}
        </Text>
      )}
    </li>
  )
}

/** Someone who is known here at once; anyone else by a link, where the server can be reached by others. */
function LetIn({ members, onAdded }: { members: readonly Member[]; onAdded: () => Promise<void> }) {
  const { boardId } = useBoard()
  const mode = useSession().data?.mode
  const [personId, setPersonId] = useState('')
  const [role, setRole] = useState<Role>('editor')
  const people = useQuery({ queryKey: ['people'], queryFn: api.people })
  const add = useMutation({
    mutationFn: () => api.addMember(boardId, { personId, role }),
    onSuccess: async () => {
      setPersonId('')
      await onAdded()
    },
  })
  const inside = new Set(members.map(({ person }) => person.id))
  const outside = people.data?.filter(({ id }) => !inside.has(id)) ?? []
  if (mode === 'this-computer' && outside.length === 0)
    return (
      <Text size="sm" c="dimmed" className={css['letIn']}>
        {words.localOnly}
      </Text>
    )
  return (
    <section className={css['letIn']} aria-labelledby="let-in">
      <Title order={3} size="h5" id="let-in">
        {words.add}
      </Title>
      {add.isError && <Problem error={add.error} />}
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <NativeSelect
          className={css['grow']}
          label={words.person}
          disabled={outside.length === 0}
          data={[
            { value: '', label: outside.length === 0 ? words.nobodyElse : words.choose },
            ...outside.map(({ id, name, email }) => ({
              value: id,
              label: email ? `${name} (${email})` : name,
            })),
          ]}
          value={personId}
          onChange={(event) => setPersonId(event.currentTarget.value)}
        />
        <NativeSelect
          label={words.role}
          data={roles}
          value={role}
          onChange={(event) => {
            const next = roles.find(({ value }) => value === event.currentTarget.value)
            if (next) setRole(next.value)
          }}
        />
        <Button disabled={personId === ''} loading={add.isPending} onClick={() => add.mutate()}>
          {words.letIn}
        </Button>
      </Group>
      {mode === 'accounts' ? (
        <InvitationLink body={{ boardId, role }} />
      ) : (
        <Text size="sm" c="dimmed">
          {words.localOnly}
        </Text>
      )}
    </section>
  )
}
