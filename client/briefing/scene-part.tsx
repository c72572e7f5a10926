import type { ReactNode } from 'react'
import css from './scene-details.module.css'

/** A part of what there is to say about a scene, under its heading. */
export function ScenePart({
  title,
  aside,
  children,
}: {
  title: string
  aside?: string
  children: ReactNode
}) {
  return (
    <section className={css['part']}>
      <h4 className={css['label']}>
        {title} {aside !== undefined && <small>{aside}</small>}
      </h4>
      {children}
    </section>
  )
}
