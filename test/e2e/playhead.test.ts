import { expect, test } from 'vitest'
import { audienceMessages } from '../../client/audience/audience-messages.ts'
import { playheadMessages } from '../../client/playhead/playhead-messages.ts'
import { seriousFaults } from '../support/axe.ts'
import { boardIdOf, boardIsOpen } from '../support/board-page.ts'
import { hasFfmpeg } from '../support/needs-ffmpeg.ts'
import {
  eventually,
  openBareWindow,
  openBrowser,
  openPeople,
  screenshot,
} from '../support/people.ts'
import { driftsMs, playedClip, shownNumber, sightings } from '../support/playhead-page.ts'
import { startServer } from '../support/start-server.ts'

const words = playheadMessages

test.skipIf(!hasFfmpeg())(
  '[Y5] [Y6] [Y7] what the presenter does with a clip is everyone’s: they play together, rest on the very same frame, and each has a sound of their own',
  async () => {
    const server = await startServer()
    const [mara, idris] = await openPeople(server, ['Mara', 'Idris'])
    // A laptop whose clock is seven minutes wrong.
    idris.useUp()
    await idris.context.addInitScript(() => {
      const right = Date.now.bind(Date)
      Date.now = () => right() + 7 * 60_000
    })
    await mara.page.getByText('Sergeyevka (sample)').first().click()
    await boardIsOpen(mara.page)
    const boardId = boardIdOf(mara.page)
    await mara.page.getByRole('button', { name: 'Briefings' }).click()
    const links = mara.page.getByRole('region', { name: audienceMessages.links.title })
    await links.getByRole('button', { name: audienceMessages.links.make }).click()
    await links.getByRole('button', { name: audienceMessages.links.create }).click()
    const link = await links.locator('code').innerText()
    await mara.page.getByRole('button', { name: 'Present', exact: true }).click()
    await mara.page.getByTestId('stage').waitFor()

    await idris.page.goto(`${server.url}/board/${boardId}?follow=`)
    await boardIsOpen(idris.page)
    const { following } = audienceMessages
    await idris.page.getByRole('button', { name: following.follow, exact: true }).click()
    await idris.page.getByTestId('following').waitFor()
    const browser = await openBrowser()
    const stranger = await openBareWindow(browser)
    const audience = await stranger.newPage()
    await audience.goto(link)
    await audience.getByTestId('audience').waitFor()
    const everyone = [mara.page, idris.page, audience]

    // Played, for everyone, without sound.
    const bar = mara.page.getByRole('group', { name: words.clip })
    await mara.page.mouse.move(600, 300)
    await bar.getByLabel(words.rate).selectOption('0.5')
    const pause = bar.getByRole('button', { name: words.pause, exact: true })
    // Before a slow machine has seen all of them play, the clip may have come to its end.
    const keepPlaying = async () => {
      const timeS = Number(await bar.getByLabel(words.seek).inputValue())
      const isPlaying = await pause.isVisible()
      if (isPlaying && timeS < 5) return
      await bar.getByLabel(words.seek).fill('0')
      await bar.getByLabel(words.seek).blur()
      if (!isPlaying) await mara.page.keyboard.press('k')
    }
    const arePlaying = async () => {
      const played = everyone.map((page) =>
        playedClip(page).evaluateAll((clips) =>
          clips.some((clip) => clip instanceof HTMLVideoElement && !clip.paused),
        ),
      )
      return (await Promise.all(played)).every(Boolean)
    }
    await eventually(async () => {
      await keepPlaying()
      return arePlaying()
    }).toBe(true)
    await eventually(async () => {
      await keepPlaying()
      const [first = [], ...others] = await Promise.all(
        everyone.map((page) => sightings(page, 1000)),
      )
      const drifts = others.map((seen) => driftsMs(first, seen, 0.5))
      // Nobody who shows nothing counts as near.
      return Math.max(...drifts.map((each) => (each.length < 3 ? Infinity : Math.max(...each))))
    }).toBeLessThan(100)
    await mara.page.mouse.move(610, 310)
    await screenshot(mara.page, 'playhead-1-presenter')
    await screenshot(idris.page, 'playhead-2-follower')
    await screenshot(audience, 'playhead-3-audience')
    for (const page of everyone)
      expect(await playedClip(page).evaluate((video: HTMLVideoElement) => video.muted)).toBe(true)

    // At rest it is the same frame for all, by its pixels; and by steps there and back.
    const together = async () => new Set(await Promise.all(everyone.map(shownNumber)))
    const areAtRest = async () =>
      (
        await Promise.all(
          everyone.map((page) =>
            playedClip(page).evaluate((video: HTMLVideoElement) => video.paused && !video.seeking),
          ),
        )
      ).every(Boolean)
    // A slow machine may have come to the end of the clip by now, beyond which no step leads.
    await bar.getByLabel(words.seek).fill('1')
    await bar.getByLabel(words.seek).blur()
    if (await pause.isVisible()) await mara.page.keyboard.press('k')
    await eventually(areAtRest).toBe(true)
    await eventually(async () => [...(await together())].map((shown) => shown > 0)).toEqual([true])
    const [paused = -1] = await together()
    expect(paused).toBeGreaterThan(0)
    await mara.page.keyboard.press('Shift+ArrowRight')
    await eventually(async () => [...(await together())]).toEqual([paused + 1])
    await mara.page.keyboard.press('Shift+ArrowLeft')
    await mara.page.keyboard.press('Shift+ArrowLeft')
    await eventually(async () => [...(await together())]).toEqual([paused - 1])

    // Sought on the time line; whoever comes late lands there.
    await bar.getByLabel(words.seek).fill('5.5')
    // Well beyond where it was: until then all still show the frame from before.
    await eventually(async () =>
      [...(await together())].map((shown) => shown > paused + 10),
    ).toEqual([true])
    const [sought = -1] = await together()
    const late = await stranger.newPage()
    await late.emulateMedia({ colorScheme: 'dark' })
    await late.setViewportSize({ width: 420, height: 800 })
    await late.goto(link)
    await eventually(() => shownNumber(late)).toBe(sought)
    await screenshot(late, 'playhead-4-late-dark-narrow')
    await late.close()

    for (const page of [mara.page, idris.page, audience])
      expect(await seriousFaults(page)).toEqual([])

    // Another scene, and it is over for everyone. Nothing of it was written.
    await bar.getByLabel(words.seek).blur()
    await mara.page.keyboard.press('End')
    for (const page of everyone) await eventually(() => playedClip(page).count()).toBe(0)
    await stranger.close()
  },
)
