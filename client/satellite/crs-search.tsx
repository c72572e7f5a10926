import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Crs } from '../../shared/evidence/georeference.ts'
import { foundCrs } from '../../shared/protocol/projections.ts'
import { ask } from '../api.ts'
import { messages } from './satellite-messages.ts'
import css from './satellite.module.css'

const words = messages.georeference

/** Finds a coordinate system in the server's register. Nothing is chosen by itself. */
export function CrsSearch({ hint, onChoose }: { hint: string; onChoose: (crs: Crs) => void }) {
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), 250)
  const found = useQuery({
    queryKey: ['projections', asked],
    queryFn: () => ask(foundCrs.array(), 'GET', `/api/projections?q=${encodeURIComponent(asked)}`),
    enabled: asked.length > 1,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <div>
      <TextInput
        size="sm"
        label={words.search}
        description={hint}
        placeholder={words.searchExample}
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {asked.length > 1 && (
        <div aria-live="polite">
          {found.isPending && <p className={css['soft']}>{words.searching}</p>}
          {found.isError && <p role="alert">{words.failed}</p>}
          {found.data?.length === 0 && <p className={css['soft']}>{words.nothing}</p>}
        </div>
      )}
      {found.data && found.data.length > 0 && (
        <ul className={css['results']}>
          {found.data.map(({ area, ...crs }) => (
            <li key={crs.code}>
              <button type="button" className={css['crs']} onClick={() => onChoose(crs)}>
                {crs.code} · {crs.name}
                <small>{area}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
