import { Button } from '@mantine/core'
import { registerMessages as words } from './register-messages.ts'
import type { ViewProps } from '../views/view.ts'
import { FilterChips } from './filter-chips.tsx'
import css from './register.module.css'
import { RegisterList } from './register-list.tsx'
import { RegisterSearch } from './register-search.tsx'
import { RegisterTable } from './register-table.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { TableTools } from './table-tools.tsx'
import { useRegister } from './use-register.ts'

/** Everything the team holds on this board, on the canvas or not: a list, or a table where there is room. */
export function Register({ isWide, takesFocus }: ViewProps) {
  const register = useRegister()
  const { items, count, onCanvas, settings, change } = register
  return (
    <>
      <div className={css['filter']}>
        <RegisterSearch register={register} isWide={isWide} takesFocus={takesFocus} />
        {isWide && <TableTools settings={settings} change={change} />}
      </div>
      <div className={css['state']}>
        <output className={css['count']}>{words.count(items.length, count)}</output>
        <FilterChips register={register} isWide={isWide} />
      </div>
      {items.length > 0 && !isWide && <RegisterList items={items} />}
      {items.length > 0 && isWide && (
        <>
          <RegisterTable items={items} settings={settings} change={change} onCanvas={onCanvas} />
          <SelectionBar items={items} settings={settings} onCanvas={onCanvas} />
        </>
      )}
      {count === 0 && (
        <div className={css['empty']}>
          <strong>{words.empty}</strong>
          <p>{words.emptyText}</p>
        </div>
      )}
      {count > 0 && items.length === 0 && (
        <div className={css['empty']}>
          <p>{words.none}</p>
          <Button variant="default" size="compact-md" onClick={register.clear}>
            {words.clear}
          </Button>
        </div>
      )}
    </>
  )
}
