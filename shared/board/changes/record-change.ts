import type { z } from 'zod'
import type { comparison, keyAuthor } from '../../protocol/history.ts'

/** One record at two moments, as it lay in the document, and who last wrote the keys in which it differs. */
export type RecordChange = z.infer<typeof comparison>['changes'][number]
export type KeyAuthor = z.infer<typeof keyAuthor>

/** What became of something between two moments; `moved` where only its place on the canvas differs. */
export type WhatBecame = 'added' | 'removed' | 'changed' | 'moved'
