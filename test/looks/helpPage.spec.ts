import { join } from 'node:path'
import { expect, it } from 'vitest'
import { languages, type Language } from '#contract/common.ts'
import {
  helpArticleHtml,
  helpIndexHtml,
  helpNoteHtml,
  type HelpPlace,
} from '#server/knowledge/help/helpPage.present.ts'
import { foreignWords } from '#test/e2e/support/foreignWords.ts'
import { inspectFrame } from '#test/e2e/support/inspect.ts'
import { browserOfWorker } from '#test/e2e/support/stage.ts'

const long = 'CRM-and-telephony-without-a-single-blank-that-goes-on-and-on'
const place = (language: Language): HelpPlace => ({
  slug: 'vector',
  deskName: 'Vector',
  origin: 'https://opora.example',
  language,
})
const articles = ['SMTP', long, 'IMAP'].map((title, index) => ({ slug: `a${index}`, title, quote: `587 ${long}` }))
const shelf = { category: null, categories: [{ category: 'mail', articles: 2 }], articles }
const form = { id: '00000000-0000-4000-8000-000000000001', name: '', email: '', text: '' }
const typed = { ...form, name: long, email: 'smtp@imap.example', text: `587\n${long}` }
const index = { shelf, question: '', answer: null, note: null, form } as const
const article = {
  slug: 'a0',
  language: 'en' as const,
  title: 'SMTP',
  body: `# SMTP\n\n- 587\n- ${long}\n\n| A | B |\n|---|---|\n| 1 | ${long} |\n\n\`${long}-${long}\`\n\n> STARTTLS`,
  publishedAt: new Date('2026-11-22T08:00:00.000Z'),
  languages: ['en'] as const,
}
const pages: Record<string, (language: Language) => string> = {
  'the help page': (language) => helpIndexHtml(place(language), index),
  'a help page that answers': (language) =>
    helpIndexHtml(place(language), { ...index, question: 'SMTP', answer: { zone: 'answer', articles }, note: 'sent' }),
  'a help page that lists': (language) =>
    helpIndexHtml(place(language), {
      ...index,
      question: 'SMTP',
      answer: { zone: 'list', articles },
      note: 'wrong',
      form: typed,
    }),
  'a help page without articles': (language) =>
    helpIndexHtml(place(language), {
      ...index,
      shelf: { category: null, categories: [], articles: [] },
      answer: { zone: 'unknown', articles: [] },
    }),
  'an article on the help page': (language) => helpArticleHtml(place(language), article, false),
  'an article that was rated on the help page': (language) => helpArticleHtml(place(language), article, true),
  'a help page that is none': (language) => helpNoteHtml('missing', language),
}
const ways = languages.flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) => [360, 1280].map((width) => ({ language, theme, width }))),
)

it.each(Object.entries(pages))(
  'E7 everybody can use %s: WCAG 2.2 AA, 360 px, three languages, two themes, 60 kB',
  async (name, htmlOf) => {
    const browser = await browserOfWorker()
    const context = await browser.newContext({ javaScriptEnabled: true })
    const page = await context.newPage()
    const found: string[] = []
    for (const { language, theme, width } of ways) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme: theme })
      const html = htmlOf(language)
      expect(Buffer.byteLength(html)).toBeLessThanOrEqual(60_000)
      await page.setContent(html)
      const { barriers, overflow, rawTexts, words } = await inspectFrame(page.mainFrame())
      const foreign = foreignWords(words, language, ['SMTP', 'IMAP', 'STARTTLS'])
      found.push(
        ...[...barriers, ...overflow, ...rawTexts, ...foreign].map((one) => `${language} ${width} ${theme} ${one}`),
      )
      const folder = process.env['OPORA_PICTURES']
      if (folder !== undefined)
        await page.screenshot({ path: join(folder, `${name} ${language} ${width} ${theme}.png`.replaceAll(' ', '_')) })
    }
    await context.close()
    expect(found).toEqual([])
  },
  90_000,
)
