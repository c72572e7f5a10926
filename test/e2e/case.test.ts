import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { seriousFaults } from '../support/axe.ts'
import { boardIsOpen, card, cards, clickCanvas } from '../support/board-page.ts'
import { eventually, inScheme, openPeople, screenshot } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'
import { viewerOf } from '../support/video-page.ts'

const panel = (page: Page, name: string) => page.getByRole('complementary', { name, exact: true })
const inspectorOf = (page: Page) => panel(page, 'About this evidence')

/** Finds an item by its title, as people do, and has it in the inspector and on the canvas. */
async function find(page: Page, title: string): Promise<{ item: Locator; inspector: Locator }> {
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox', { name: 'Find anything' })
  await box.fill(title)
  await page.getByRole('option', { name: title }).first().click()
  await eventually(() => box.count()).toBe(0)
  const inspector = inspectorOf(page)
  await inspector.getByRole('heading', { level: 2 }).filter({ hasText: title }).waitFor()
  // Close enough for its words: from afar a card says its title only.
  const item = page.getByRole('article', { name: title }).and(page.locator(':not([data-distant])'))
  await item.first().waitFor()
  return { item: item.first(), inspector }
}

/** Every sentence stands there; which one is missing is said by its own words. */
async function says(where: Locator, ...sentences: (string | RegExp)[]): Promise<void> {
  for (const sentence of sentences)
    // One after the other: the first that is missing is the one to be told of.
    // oxlint-disable-next-line no-await-in-loop
    await eventually(() => where.innerText()).toMatch(plain(sentence))
}

function plain(sentence: string | RegExp): RegExp {
  if (typeof sentence !== 'string') return sentence
  const words = sentence.split(/\s+/).map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(words.join('\\s+'))
}

async function lookClosely(page: Page): Promise<Locator> {
  await inspectorOf(page).getByRole('button', { name: 'Look closely', exact: true }).click()
  const viewer = viewerOf(page)
  await viewer.waitFor()
  return viewer
}

async function putAway(viewer: Locator): Promise<void> {
  await viewer.getByRole('button', { name: 'Back to the board' }).click()
  await eventually(() => viewer.count()).toBe(0)
}

test(
  '[B9] the case is walked in one browser, S1 to S19, and no trap of it closes',
  { timeout: 600_000 },
  async () => {
    const [mara] = await openPeople(await startServer(), ['Mara'])
    const { page } = mara
    await page.getByText('Sergeyevka (sample)').click()
    await boardIsOpen(page)
    const check = async (what: string, schemes: readonly ('light' | 'dark')[] = ['light']) => {
      for (const colorScheme of schemes) {
        // One page, one look after the other.
        // oxlint-disable no-await-in-loop
        await inScheme(page, colorScheme)
        await screenshot(page, `case-${what}-${colorScheme}`)
        // Nothing but colours differs in the dark.
        const found = await seriousFaults(page, { inColours: colorScheme === 'dark' })
        expect(found, `${what}, ${colorScheme}`).toEqual([])
        // oxlint-enable no-await-in-loop
      }
      await inScheme(page, 'light')
    }

    // S1: words bound to a range of a clip, nobody named for them.
    const line = await find(page, 'A male voice in clip 1')
    await says(line.item, 'Here they are. The boys from North Korea.', 'Speaker not identified')
    await line.inspector.getByRole('button', { name: /Clip 1.*0:02–0:05/ }).click()
    const clip1 = viewerOf(page)
    await clip1.getByRole('toolbar', { name: 'Player' }).waitFor()
    await clip1.getByRole('tab', { name: /^Quotes/ }).click()
    await says(clip1, 'Here they are. The boys from North Korea.')
    // S2: timed notes on the walk.
    await clip1.getByRole('tab', { name: /^Notes/ }).click()
    await says(clip1, 'Sets off.', 'The entrance fills the view.')
    await check('video', ['light', 'dark'])
    await putAway(clip1)

    // S2: where, how exactly, by whom and how; the building as a place of its own. S3: "in recent days".
    const walk = await find(page, 'Clip 1: walk to a green and white building')
    await says(walk.item, 'Partly verified', 'Sergeyevka', 'Stand-in.')
    const places = walk.inspector.getByRole('region', { name: 'When and where' })
    await says(
      places,
      'Locality, ±1 km',
      '44.32686, 131.66865',
      'The New York Times (place); GeoConfirmed (point)',
    )
    await says(places, 'the article prints neither coordinates nor method')
    await says(walk.inspector, '→ depicts')
    const building = await find(page, 'Place: the green and white building')
    await building.inspector.getByRole('button', { name: 'Check again' }).click()
    await building.inspector.getByText('Decoded again: the pixels are the same.').waitFor()
    const shown = await find(page, 'What the videos show')
    await says(shown.item, 'Appears', 'until 25 Oct, year not stated')

    // S4: one claim, three who say so, and nobody knows whether they are three sources.
    const sent = await find(page, 'Troops were sent')
    await says(
      sent.item,
      'South Korea',
      'Ukraine',
      /United States.*agrees · 23 Oct, year not stated/s,
    )
    await says(
      sent.inspector,
      '3 say so, from 3 origins; whether these are independent is not known.',
    )
    // S5, S6: at least 3,000, and another figure beside it that contradicts nothing.
    const figure = await find(page, 'United States: at least 3,000')
    await says(
      figure.item,
      'at least 3,000 soldiers moved to training camps',
      'Another figure: 12,000 troops',
    )
    const beside = figure.inspector.getByRole('region', { name: 'Relations' })
    await says(beside, 'consistent with')
    expect(await beside.innerText()).not.toMatch(/contradicts/)
    const putin = await find(page, 'Putin appeared to acknowledge it')
    await says(putin.item, 'Appears', 'appears to acknowledge')
    const kursk = await find(page, 'Ukraine: some are in Kursk')
    await says(kursk.item, 'Kursk', '24 Oct, year not stated')
    // S7: through whom, how sure, and who could not confirm it.
    const kirby = await find(page, 'Kirby: Kursk is possible')
    await says(
      kirby.item,
      'Possible',
      'Could not confirm',
      /John Kirby.*→ Reuters → The New York Times/s,
    )
    await says(kirby.item, /The New York Times: /)

    // S8: the captured page keeps the site's own sentence; no card is made of it.
    const article = await find(page, 'The article (excerpt)')
    const [kept] = await Promise.all([
      page.waitForEvent('download'),
      article.inspector.getByRole('link', { name: 'Download the original' }).click(),
    ])
    const text = await (await kept.createReadStream()).toArray()
    expect(Buffer.concat(text).toString()).toContain('By signing up, I accept')

    // S9: who posted is not who filmed.
    const post = await find(page, 'Clip 2: milling around beside barracks')
    const whence = post.inspector.getByRole('region', { name: 'Where it comes from' })
    await eventually(() => whence.getByLabel('Posted by', { exact: true }).inputValue()).toMatch(
      /^Astra, on Telegram/,
    )
    expect(await whence.getByLabel('Original source').inputValue()).toBe('')
    await says(
      post.item,
      'Claimed: Sergeyevka complex (implied, not stated)',
      'Place not established',
    )
    await says(post.inspector, /Astra’s post\s+→ derived from/)

    // S10: an expert's finding on a region of a frame, with affiliation and basis.
    const uniform = await find(page, 'Which uniform')
    await says(
      uniform.inspector,
      'The uniform, two regions marked',
      'Region 1: The uniform on one man',
    )
    await says(uniform.item, 'Dmitry Kuznets, Military analyst, Meduza')
    const frame = await find(page, 'The uniform, two regions marked')
    await eventually(() => frame.item.locator('[data-region]').count()).toBe(2)
    await says(frame.inspector, /Frame 85/, 'Identified by Dmitry Kuznets')
    const picture = await lookClosely(page)
    await picture.getByRole('region', { name: 'Regions', exact: true }).first().waitFor()
    await check('photo')
    await putAway(picture)
    // One expert behind two of three items is one.
    const boxes = await find(page, 'Boxes with a logo')
    await says(
      boxes.inspector.getByRole('region', { name: 'What it rests on' }),
      'Supported by 3 items from 2 origins; whether these are independent is not known.',
    )

    // S11: a claim without material; what is inferred of people stays behind a curtain until asked for.
    const papers = await find(page, 'NIS: weapons and forged papers')
    await says(papers.inspector, /No material/)
    const curtain = cards(page).filter({ hasText: 'Personal information, hidden' }).first()
    await curtain.waitFor()
    expect(await page.getByText(/Buryat/).count()).toBe(0)

    // S12–S14: released by an agency, claimed and not established, asked for in vain, and never verified.
    const hall = await find(page, 'Clip 3: a long line of men indoors')
    await says(hall.item, 'Could not confirm', 'Failed: time of filming, exact location.')
    await says(hall.item, 'Claimed: Training facility in Sergeyevka', 'Place not established')
    await says(hall.inspector, 'the original file', /declined/i, 'disinformation')
    await hall.inspector.getByRole('button', { name: 'Change', exact: true }).click()
    await hall.inspector.getByLabel('New status').selectOption('verified')
    await hall.inspector.getByLabel('Reason', { exact: true }).fill('It looks right.')
    await hall.inspector.getByRole('button', { name: 'Set status' }).click()
    await hall.inspector.getByText(/checks? stand against it/).waitFor()
    await says(hall.item, 'Could not confirm')
    const verified = page.getByRole('article').getByText('Verified', { exact: true })
    expect(await verified.count()).toBe(0)
    await hall.inspector.getByRole('button', { name: 'Cancel' }).first().click()

    // S15: pairs of regions, numbered and graded; supported and unresolved.
    const match = await find(page, 'Windows: inside and outside')
    await says(match.item, 'Region 1: Left window', 'Region 1: First window', 'Strong', 'Fair')
    await says(match.item, 'Stand-in.', 'Unverified')
    const sides = await lookClosely(page)
    await says(sides.getByRole('region', { name: 'Pairs' }), 'Three lights under one lintel')
    await eventually(() => sides.locator('[data-region]').count()).toBeGreaterThanOrEqual(6)
    await check('match', ['light', 'dark'])
    await putAway(sides)
    const hypothesis = await find(page, 'Hypothesis: same complex')
    await says(hypothesis.item, 'Possible', 'Unverified', /Supported by 2 items/)

    // S16: two undated pictures over each other; what changed between them has no date, and says so.
    const before = await find(page, 'Before: a fence stands between them')
    await says(before.item, 'Acquisition date not stated', 'Provider not stated')
    const compared = await find(page, 'Before and after, laid over each other')
    await says(compared.item, 'Date not stated', 'Aligned by picture, not by place')
    await says(compared.item, /Fence: removed between .*; neither date is known/s)
    const over = await lookClosely(page)
    await over.getByRole('slider', { name: 'Swipe between the two dates' }).waitFor()
    await check('comparison')
    await putAway(over)

    // S17: an assessment of sound, by one person, by ear.
    const accent = await find(page, 'How the voices sound')
    await says(accent.item, 'Kim Seung-chul, Head of North Korea Reform Radio')
    const basis = accent.inspector.getByLabel('How they say they know')
    expect(await basis.inputValue()).toBe('By ear.')

    // S18: a region as evidence for an organisation; five kinds of items, none with a time code; a contact sheet.
    const maker = await find(page, 'BTK Group, an organisation')
    await says(maker.inspector, 'A box with a logo', '← depicts · Region 1: Where the logo is')
    const five = await find(page, 'Five kinds of items')
    await says(five.item, 'Sleeping bags, jackets, pants, shirts and suspenders')
    expect(await five.inspector.getByLabel('Notes', { exact: true }).inputValue()).toMatch(
      /(time code not stated\n.*){5}/,
    )
    const sheet = await find(page, 'Clip 2, frame 109')
    await says(sheet.inspector, 'Frame 109 of Clip 2')
    for (const each of [21, 65, 109, 153])
      // oxlint-disable-next-line no-await-in-loop
      await eventually(() => card(page, `Clip 2, frame ${each}`).count()).toBe(1)
    await screenshot(page, 'case-sheet')

    // S19: what nobody knows has somebody who looks.
    await clickCanvas(page)
    await page.getByRole('button', { name: 'Register', exact: true }).click()
    const register = panel(page, 'Register')
    await register.getByRole('button', { name: 'More room' }).click()
    await page.getByLabel('Search titles').fill('open question')
    const rows = page.getByRole('grid').getByRole('row')
    await eventually(() => rows.count()).toBeGreaterThanOrEqual(6)
    await screenshot(page, 'case-questions')

    // No year is invented, in time or on the map; places that are only claimed say so.
    await page.getByRole('button', { name: 'Timeline', exact: true }).click()
    const timeline = panel(page, 'Timeline')
    await timeline.getByText('Year not stated').first().waitFor()
    await check('timeline')
    await page.getByRole('button', { name: 'Map', exact: true }).click()
    const map = panel(page, 'Map')
    await map.getByRole('region', { name: 'Places' }).waitFor()
    await says(map, /Clip 1.*Established/s)
    await check('map', ['light', 'dark'])
  },
)
