import { CloseButton, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { kindNames, kinds } from '../../../shared/evidence/kinds.ts'
import { registerMessages as words } from './register-messages.ts'
import css from './register.module.css'
import { withFilter } from './settings.ts'
import type { RegisterState } from './use-register.ts'

const SEVERAL = 'several'

/** Searches in every field; beside a list the kind can be chosen here, a table has its own filters for that. */
export function RegisterSearch({
  register: { search, setSearch, settings, change },
  isWide,
  takesFocus,
}: {
  register: RegisterState
  isWide: boolean
  takesFocus: boolean
}) {
  const chosenKinds = settings.filters['kind']?.values ?? []
  const isSeveral = chosenKinds.length > 1
  return (
    <>
      <TextInput
        className={css['search']}
        aria-label={words.search}
        placeholder={words.search}
        value={search}
        ref={takesFocus ? focusWhenOpened : undefined}
        leftSection={<IconSearch size={16} stroke={1.8} />}
        rightSection={
          search !== '' && <CloseButton aria-label={words.clear} onClick={() => setSearch('')} />
        }
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {!isWide && (
        <NativeSelect
          aria-label={words.kind}
          value={isSeveral ? SEVERAL : (chosenKinds[0] ?? '')}
          data={[
            { value: '', label: words.allKinds },
            ...(isSeveral ? [{ value: SEVERAL, label: words.severalKinds }] : []),
            ...kindNames.map((value) => ({ value, label: kinds[value].plural })),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget
            if (value !== SEVERAL)
              change((before) =>
                withFilter(before, 'kind', value === '' ? {} : { values: [value] }),
              )
          }}
        />
      )}
    </>
  )
}

/** The panel was asked for, so its search is what one wants next. */
function focusWhenOpened(input: HTMLInputElement | null): void {
  input?.focus({ preventScroll: true })
}
