import { it } from 'vitest'
import { articlesTexts } from '#app/knowledge/articles.texts.ts'
import { someone, uuid } from '#test/app/deskFactories.ts'
import { aContent, anArticle, aPage, aRow, aHelpPage, aHelpQuestion } from '#test/app/knowledge/factories.ts'
import { busy, deskBilling } from './answers/billing.ts'
import { deskAnswers } from './answers/desk.ts'
import { clientAnswers } from './answers/client.ts'
import { ownNames } from './answers/ownNames.ts'
import { meOf } from '#test/app/factories.ts'
import { proposalsTexts } from '#app/learning/proposals.texts.ts'
import { readingTexts } from '#app/knowledge/reading.texts.ts'
import { transferTexts } from '#app/knowledge/transfer.texts.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'
import { turnTo } from './steps.ts'

const { inspectScene } = useLooks(ownNames)

const long = 'CRM-and-telephony-without-a-single-blank-that-goes-on-and-on-and-on'
const body = `# SMTP\n\n**STARTTLS**, \`port 587\`:\n\n1. Login\n2. OAuth 2.0\n\n## IMAP\n\n| a | b |\n| - | - |\n| 1 | ${long} |\n\n> CRM\n\n\`\`\`\n# curl https://opora.example/\n\`\`\``
const content = aContent({ title: 'SMTP', body, phrasings: ['SMTP 554', 'IMAP', 'OAuth'] })
const at = '2026-11-21T08:00:00.000Z'
const article = anArticle({
  content,
  version: 3,
  state: 'published',
  publishedVersion: 2,
  checkedAt: at,
  helpful: 2,
  unhelpful: 5,
  stale: 'age',
  hasChanges: true,
  translations: [{ articleId: uuid(7901), language: 'en', state: 'draft', title: long }],
  versions: [
    { version: 3, at, by: 'Игорь Белов', publishedAt: null },
    { version: 2, at, by: 'Игорь Белов', publishedAt: at },
    { version: 1, at, by: 'Анна Орлова', publishedAt: at },
  ],
})
const rows = [
  aRow({ title: 'SMTP', hasChanges: true, helpful: 2, unhelpful: 5, stale: 'voices' }),
  aRow({ title: long, state: 'draft', category: long.slice(0, 40), audience: 'staff', phrasings: 1 }),
  aRow({ title: 'CRM', state: 'archived', language: 'en', audience: 'public' }),
]

function desk(page = aPage()): Pick<Scene, 'face' | 'me' | 'answers'> {
  return {
    face: 'desk',
    me: someone('owner'),
    answers: {
      ...deskAnswers,
      ...deskBilling(busy),
      listArticles: () => page,
      readOwnArticles: () => ({ left: 130 }),
      readHelpPage: () =>
        aHelpPage({
          slug: 'vector',
          articles: 3,
          questions: [aHelpQuestion({ name: 'Oleg', text: `${long}\n${long}` })],
        }),
      readDeskArticle: () => article,
      readArticleVoices: () => ({
        voices: [
          { at, version: 2, isHelpful: false, comment: `${long} ${long}`, by: 'Анна Орлова' },
          { at, version: 2, isHelpful: true, comment: '', by: null },
        ],
      }),
      readPhrasingHelp: () => ({ isOn: true }),
      proposePhrasings: () => ({ phrasings: ['SMTP 421', long, 'STARTTLS, OAuth, IMAP'] }),
      readArticleVersion: () => ({ version: 1, content: aContent({ ...content, body: body.replace('587', '25') }) }),
    },
  }
}

const filled = aPage({ articles: rows, coverage: { covered: 2, all: 3 }, categories: ['mail', 'crm'], nextCursor: 'x' })

const found = { slug: 'smtp', language: 'ru' as const, title: 'SMTP', quote: 'STARTTLS, port 587' }
const { readSupport } = clientAnswers
const client: Pick<Scene, 'face' | 'me' | 'answers'> = {
  face: 'client',
  me: meOf(),
  answers: {
    ...clientAnswers,
    ...(readSupport !== undefined && {
      readSupport: (input) => {
        const view = readSupport(input)
        return { ...view, entitlement: { ...view.entitlement, helpers: ['knowledge', 'people'] } }
      },
    }),
    browseArticles: () => ({
      deskName: 'Партнёр «Альфа»',
      categories: [
        { category: 'mail', articles: 12 },
        { category: 'crm', articles: 3 },
        { category: long.slice(0, 40), articles: 1 },
      ],
      articles: [
        { slug: 'smtp', language: 'ru', title: 'SMTP', category: 'mail' },
        { slug: 'long', language: 'en', title: long, category: 'crm' },
      ],
      nextCursor: 'x',
    }),
    findArticles: ({ text }) => ({
      articles: text.includes('SMTP') ? [found, { ...found, slug: 'b', language: 'en', title: long }] : [],
    }),
    readArticle: () => ({
      slug: 'smtp',
      language: 'en',
      title: 'SMTP',
      category: 'mail',
      body,
      publishedAt: at,
      languages: ['en'],
      voice: { isHelpful: false, comment: long },
    }),
  },
}

const scenes: Scene[] = [
  {
    title: 'the knowledge base of a client',
    ...client,
    async reach(page) {
      await turnTo(page, '#/knowledge')
      await page.getByRole('link', { name: 'SMTP' }).waitFor()
    },
  },
  {
    title: 'what a client has found',
    ...client,
    async reach(page, language) {
      await turnTo(page, '#/knowledge')
      await page.getByLabel(readingTexts.texts[language].search).fill('SMTP')
      await page.getByText('STARTTLS').first().waitFor()
    },
  },
  {
    title: 'an article in another language than its reader’s',
    ...client,
    async reach(page) {
      await turnTo(page, '#/knowledge/smtp')
      await page.getByRole('heading', { name: 'IMAP' }).waitFor()
    },
  },
  {
    title: 'articles that are proposed beside a new ticket',
    ...client,
    async reach(page, language) {
      await turnTo(page, '#/new')
      await page.locator('textarea').first().fill('SMTP 554 5.7.1')
      await page.getByText(readingTexts.texts[language].proposed, { exact: true }).first().waitFor()
    },
  },
  {
    title: 'the import of articles',
    ...desk(filled),
    async reach(page, language) {
      await turnTo(page, '#/knowledge')
      await page.getByRole('button', { name: transferTexts.texts[language].import }).click()
      await page.getByRole('dialog').getByRole('button').first().waitFor()
    },
  },
  {
    title: 'the articles of a desk',
    ...desk(filled),
    async reach(page) {
      await turnTo(page, '#/knowledge')
      await page.getByRole('link', { name: 'SMTP' }).waitFor()
    },
  },
  {
    title: 'a knowledge base without articles',
    ...desk(),
    async reach(page, language) {
      await turnTo(page, '#/knowledge')
      await page.getByRole('heading', { name: articlesTexts.texts[language].emptyTitle }).waitFor()
    },
  },
  {
    title: 'an article while it is written',
    ...desk(filled),
    async reach(page) {
      await turnTo(page, `#/knowledge/${article.articleId}`)
      await page.getByRole('heading', { name: 'SMTP' }).waitFor()
    },
  },
  {
    title: 'phrasings that a language model proposes',
    ...desk(filled),
    async reach(page, language) {
      await turnTo(page, `#/knowledge/${article.articleId}`)
      await page.getByRole('button', { name: proposalsTexts.texts[language].ask }).click()
      await page.getByRole('checkbox', { name: 'SMTP 421' }).click()
      await page.getByText('STARTTLS, OAuth, IMAP').scrollIntoViewIfNeeded()
    },
  },
  {
    title: 'an article as it will be read',
    ...desk(filled),
    async reach(page, language) {
      await turnTo(page, `#/knowledge/${article.articleId}`)
      await page.getByText(articlesTexts.texts[language].preview, { exact: true }).click()
      await page.getByRole('heading', { name: 'IMAP' }).waitFor()
    },
  },
  {
    title: 'a version beside what is written now',
    ...desk(filled),
    async reach(page, language) {
      await turnTo(page, `#/knowledge/${article.articleId}`)
      const name = articlesTexts.texts[language].compare.replace('{version}', '1')
      await page.getByRole('button', { name }).click()
      await page.getByRole('dialog').getByText('port 25').waitFor()
    },
  },
]

it.each(scenes)('A5 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 90_000)
