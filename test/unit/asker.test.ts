import { expect, test } from 'vitest'
import { askerBehind } from '../../server/routes/asker.ts'

test('[P15] only what as many proxies as there are have written is believed of where a request comes from', () => {
  const asked = (forwardedFor: string, proxies: number) =>
    askerBehind({ sender: '10.0.0.1', forwardedFor, proxies })
  expect(asked('203.0.113.9', 0)).toBe('10.0.0.1')
  expect(asked('203.0.113.9', 1)).toBe('203.0.113.9')
  expect(asked('1.1.1.1, 203.0.113.9', 1)).toBe('203.0.113.9')
  expect(asked('1.1.1.1,203.0.113.9 , 10.0.0.7', 2)).toBe('203.0.113.9')
  // Without what the proxies should have written, by who asks.
  expect(asked('', 1)).toBe('10.0.0.1')
  expect(asked('203.0.113.9', 2)).toBe('10.0.0.1')
})
