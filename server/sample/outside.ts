import type { SampleItem, SamplePart } from './sample-item.ts'

const page = (
  key: string,
  {
    title,
    url,
    description,
    fields = {},
  }: { title: string; url: string; description: string; fields?: Record<string, unknown> },
): SampleItem => ({
  key,
  rows: [],
  kind: 'link',
  fields: {
    title,
    url,
    site: new URL(url).hostname,
    description: `Outside the article. ${description}`,
    ...fields,
  },
})

/** Public pages around the case, each with its address. None of them is part of the article’s reasoning. */
export const outside: SamplePart = {
  items: [
    page('geoconfirmed', {
      title: 'GeoConfirmed: a point',
      url: 'https://euro.dayfr.com/trends/2193601.html',
      description:
        'Published Fri 18 Oct 2024; the video was said to be under 72 h old. Which clip it is must be checked.',
      fields: {
        datePublished: '2024-10-18',
        claimedPlace: {
          name: '8MG9+PFR Sergeevka, Primorsky Krai',
          lat: 44.326859,
          lon: 131.668647,
          precision: 'unknown',
          method: 'Point and plus code as the page gives them; accuracy not stated.',
          by: 'GeoConfirmed',
        },
      },
    }),
    page('para-pax', {
      title: 'Para Pax: posted first?',
      url: 'https://time.news/transforming-into-a-russian-war-machine-looking-at-the-video-of-the-north-korean-military-dispatching-troops-to-russia',
      description:
        'The Telegram channel “Para Pax” posted a training-ground video on 18 Oct, Astra posted on 22 Oct. Whether it is the same one is not stated.',
      fields: { date: 'XXXX-10-18' },
    }),
    page('liberation', {
      title: 'Libération: four videos',
      url: 'https://news.dayfr.com/trends/3866607.html',
      description:
        'CheckNews: four videos point to Sergeyevka, two of them from Astra on 22 Oct. A translator hears North Korean speech.',
      fields: { date: 'XXXX-10-22' },
    }),
    page('maxar', {
      title: 'Washington Post: Maxar',
      url: 'https://newschatspot.com/videos-satellite-imagery-show-north-korea-soldiers-allegedly-in-russia-report',
      description:
        'Analysis, via Yonhap, of Maxar imagery: new structures, more activity “in recent weeks”. Places the site “near Vladivostok”.',
    }),
    page('nis-sites', {
      title: 'NIS: other sites, keep apart',
      url: 'https://innovativebusinessnews.com/?p=54823',
      description:
        'About 400 people near Ussuriysk, about 250 near Khabarovsk. Not Sergeyevka: must not be merged.',
    }),
  ],
  ties: [],
}
