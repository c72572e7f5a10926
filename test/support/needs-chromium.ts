import { beforeEach } from 'vitest'
import { chromiumPath } from './chromium.ts'

beforeEach(({ skip }) => skip(chromiumPath() === null, 'Chromium is missing'))
