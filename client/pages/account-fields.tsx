import { PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { messages } from '../ui/messages.ts'

const words = messages.signIn

export type AccountValues = { name: string; email: string; password: string }

export function useAccountFields() {
  const [values, setValues] = useState<AccountValues>({ name: '', email: '', password: '' })
  return {
    values,
    set: (key: keyof AccountValues, value: string) =>
      setValues((before) => ({ ...before, [key]: value })),
  }
}

/** Name, e-mail and password; the browser's own checks say what is missing. */
export function AccountFields({
  account: { values, set },
  isNew,
}: {
  account: ReturnType<typeof useAccountFields>
  /** An account is being made, so a name is asked for and the password is a new one. */
  isNew: boolean
}) {
  return (
    <>
      {isNew && (
        <TextInput
          label={words.name}
          size="md"
          required
          withAsterisk={false}
          maxLength={80}
          autoComplete="name"
          value={values.name}
          onChange={(event) => set('name', event.currentTarget.value)}
        />
      )}
      <TextInput
        label={words.email}
        size="md"
        type="email"
        required
        withAsterisk={false}
        autoComplete={isNew ? 'email' : 'username'}
        value={values.email}
        onChange={(event) => set('email', event.currentTarget.value)}
      />
      <PasswordInput
        label={words.password}
        size="md"
        required
        withAsterisk={false}
        minLength={isNew ? 8 : 1}
        maxLength={128}
        {...(isNew ? { description: words.passwordHelp } : {})}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        value={values.password}
        onChange={(event) => set('password', event.currentTarget.value)}
      />
    </>
  )
}
