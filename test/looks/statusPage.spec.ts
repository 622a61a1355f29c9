import { join } from 'node:path'
import { expect, it } from 'vitest'
import { languages } from '#contract/common.ts'
import type { PublicStatus } from '#contract/monitoring/types.ts'
import { statusNoteHtml, statusPageHtml } from '#server/monitoring/statusPage.present.ts'
import { foreignWords } from '#test/e2e/support/foreignWords.ts'
import { inspectFrame } from '#test/e2e/support/inspect.ts'
import { browserOfWorker } from '#test/e2e/support/stage.ts'

/** In words that are the same in every language. */
const inAll = (text: string) => ({ ru: text, uk: text, en: text })
const at = '2026-11-22T08:00:00.000Z'
const days = `${'-'.repeat(40)}${'o'.repeat(20)}xx${'o'.repeat(27)}x`
const long = 'CRM-and-telephony-without-a-single-blank-that-goes-on-and-on'
const status: PublicStatus = {
  desk: 'Vector',
  at,
  timeZone: 'Europe/Moscow',
  components: [
    { title: inAll('SMTP, IMAP'), state: 'down', since: at, days },
    { title: inAll('CRM'), state: 'unstable', since: at, days },
    { title: inAll(long), state: 'up', since: at, days: 'o'.repeat(90) },
    { title: inAll('VoIP'), state: 'unknown', since: null, days: '-'.repeat(90) },
  ],
  entries: [
    {
      kind: 'incident',
      phase: 'present',
      from: at,
      until: null,
      endedAt: null,
      updates: [
        { at, severity: 'critical', title: inAll('SMTP, IMAP'), body: inAll(`554 5.7.1\n${`${long} `.repeat(3)}`) },
        { at, severity: 'warning', title: inAll('SMTP'), body: inAll('554') },
      ],
    },
    {
      kind: 'maintenance',
      phase: 'coming',
      from: '2026-11-29T20:00:00.000Z',
      until: '2026-11-30T02:00:00.000Z',
      endedAt: null,
      updates: [{ at, severity: 'info', title: inAll('PostgreSQL 18'), body: inAll('') }],
    },
  ],
}
const pages = {
  'a public page': (language: (typeof languages)[number]) => statusPageHtml(status, language, false),
  'a public page without the database': (language: (typeof languages)[number]) =>
    statusPageHtml({ ...status, components: [], entries: [] }, language, true),
  'a public page that is none': (language: (typeof languages)[number]) => statusNoteHtml('missing', language),
}
const ways = languages.flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) => [360, 1280].map((width) => ({ language, theme, width }))),
)

it.each(Object.entries(pages))(
  'D3 everybody can use %s: WCAG 2.2 AA, 360 px, three languages, two themes',
  async (name, htmlOf) => {
    const browser = await browserOfWorker()
    const page = await browser.newPage()
    const found: string[] = []
    for (const { language, theme, width } of ways) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme: theme })
      await page.setContent(htmlOf(language))
      const { barriers, overflow, rawTexts, words } = await inspectFrame(page.mainFrame())
      const foreign = foreignWords(words, language, ['SMTP', 'IMAP'])
      found.push(
        ...[...barriers, ...overflow, ...rawTexts, ...foreign].map((one) => `${language} ${width} ${theme} ${one}`),
      )
      const folder = process.env['OPORA_PICTURES']
      if (folder !== undefined)
        await page.screenshot({ path: join(folder, `${name} ${language} ${width} ${theme}.png`.replaceAll(' ', '_')) })
    }
    await page.close()
    expect(found).toEqual([])
  },
  90_000,
)
