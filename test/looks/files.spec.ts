import type { Page, Route } from 'playwright-core'
import sharp from 'sharp'
import { it } from 'vitest'
import { fileTexts } from '#app/tickets/files/files.texts.ts'
import { deskTexts } from '#app/shell/desk/desk.texts.ts'
import { fileKeepingTexts } from '#app/staff/fileKeeping.texts.ts'
import { clientTexts } from '#app/shell/client/client.texts.ts'
import type { Language } from '#contract/common.ts'
import type { TicketEvent } from '#contract/tickets/types.ts'
import type { Answers } from '#test/app/page.ts'
import { clientAuthor, deskAuthor, instant, meOf, viewOf } from '#test/app/factories.ts'
import { someone, uuid } from '#test/app/deskFactories.ts'
import { aPicture, examined } from '#test/app/tickets/files/fileFactories.ts'
import { bmpOf, logOf, pngOf } from '#test/e2e/support/files.ts'
import { busy, clientBilling, deskBilling, untouched } from './answers/billing.ts'
import { clientAnswers, tickets } from './answers/client.ts'
import { conversationOf } from './answers/conversation.ts'
import { deskAnswers } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'

const { inspectScene } = useLooks([...ownNames, '.log', '.png', '.zip', '.bmp'])

const mebibyte = 2 ** 20
const [summary] = tickets
const long = 'a-rather-long-name-that-has-no-place-to-break-and-goes-on-and-on-until-its-ending.xlsx'
const files = [
  aPicture({ fileId: uuid(701), name: 'wide.png', width: 1600, height: 500 }),
  aPicture({ fileId: uuid(702), name: 'tall.png', width: 500, height: 1600 }),
  aPicture({ fileId: uuid(703), name: 'icon.png', width: 40, height: 40 }),
  examined({
    fileId: uuid(704),
    name: 'film.mp4',
    kind: 'video',
    type: 'video/mp4',
    isInline: true,
    bytes: 31_000_000,
  }),
  examined({ fileId: uuid(705), name: 'server.log', bytes: 3_000_000 }),
  examined({ fileId: uuid(706), name: long, kind: 'office' }),
  examined({ fileId: uuid(707), name: 'old.zip', kind: 'archive', isGone: true }),
]

const sent = (
  seq: number,
  author: typeof deskAuthor | typeof clientAuthor,
  which: typeof files,
  text = '',
): TicketEvent => ({
  type: 'message.sent',
  seq,
  at: instant(seq),
  by: author,
  message: {
    messageId: uuid(710 + seq),
    seq,
    publicSeq: seq,
    author,
    kind: 'public',
    isQuestion: false,
    text,
    at: instant(seq),
    editedAt: null,
    isDeleted: false,
    files: which,
  },
})

const events: TicketEvent[] = [
  { type: 'ticket.opened', seq: 1, at: instant(1), by: clientAuthor, number: 'OP-1042', subject: 'Invoice printing' },
  sent(2, clientAuthor, files.slice(0, 1)),
  sent(3, deskAuthor, files, 'Hello `503`'),
]

const answers: Answers = {
  ...clientAnswers,
  ...clientBilling(untouched),
  ...conversationOf(viewOf({ ...(summary !== undefined && { summary }), can: ['write'] })),
  readEvents: () => ({ events, hasEarlier: false, lastSeq: events.length }),
  linkFiles: ({ files: asked }) => ({
    links: asked.map((file) => ({ ...file, url: `/looked-at/${file.fileId}`, until: '2026-11-22T10:00:00.000Z' })),
  }),
  finishUpload: ({ fileId }) => examined({ fileId }),
}
const client = { face: 'client', me: meOf(), answers } as const

/** What lies behind links, and a place for each file that is sent. */
async function serveFiles(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.route('**/looked-at/**', async (route) => {
    const file = files.find(({ fileId }) => route.request().url().endsWith(fileId))
    if (file?.kind === 'picture') {
      const { width, height } = { width: file.width ?? 1, height: file.height ?? 1 }
      const body = await sharp({ create: { width, height, channels: 3, background: '#2fc6f6' } })
        .png()
        .toBuffer()
      await route.fulfill({ contentType: 'image/png', body })
    } else
      await route.fulfill({ contentType: 'text/plain', body: '2026-11-20 09:00:00 GET /invoices 503\n'.repeat(60) })
  })
}

/** The first is examined at once, the second for ever; whatever follows stays on its way. */
async function takeUploads(page: Page): Promise<void> {
  let places = 0
  let parts = 0
  let finished = 0
  await page.route(/\/uploads(\/|$)/, async (route: Route) => {
    const request = route.request()
    if (request.method() === 'POST') {
      places += 1
      await route.fulfill({ status: 201, headers: { location: `/uploads/${uuid(730 + places)}` } })
    } else if (request.method() === 'PATCH' && parts < 2) {
      parts += 1
      const length = String(request.postDataBuffer()?.length ?? 0)
      await route.fulfill({ status: 204, headers: { 'upload-offset': length } })
    }
  })
  await page.route('**/api/files/finish', async (route) => {
    finished += 1
    if (finished === 1) await route.continue()
  })
}

async function toTicket(page: Page): Promise<void> {
  await serveFiles(page)
  await page.getByRole('button', { name: 'Invoice printing' }).click()
  await page.getByRole('article').nth(1).locator('img').first().waitFor()
}

const open = (page: Page, language: Language, name: string) =>
  page
    .getByRole('article')
    .nth(1)
    .getByRole('button', { name: fileTexts.texts[language].open.replace('{name}', name) })

async function attachAll(page: Page, language: Language): Promise<void> {
  const { checked, done, toPng } = fileTexts.texts[language]
  const choose = (chosen: ReturnType<typeof logOf>[]) => page.locator('input[type=file]').first().setInputFiles(chosen)
  // One after the other: while both are examined nobody could tell which is which.
  await choose([logOf('done.log', 3000)])
  await page.getByText(done.replace('{size}', '')).waitFor()
  await choose([logOf('checked.log', 3000)])
  await page.getByText(checked).waitFor()
  const others = [
    await pngOf('sending.png', { width: 600, height: 300 }),
    { name: 'empty.log', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    bmpOf('screen.bmp', 40),
  ]
  await choose(others)
  await page.getByRole('button', { name: toPng }).waitFor()
}

const scenes: Scene[] = [
  { title: 'messages with files', ...client, reach: toTicket },
  {
    title: 'the gallery',
    ...client,
    async reach(page, language) {
      await toTicket(page)
      await open(page, language, 'wide.png').click()
      await page.getByRole('dialog').getByRole('img', { name: 'wide.png' }).waitFor()
    },
  },
  {
    title: 'a log',
    ...client,
    async reach(page, language) {
      await toTicket(page)
      await open(page, language, 'server.log').click()
      await page.getByRole('dialog').locator('pre').waitFor()
    },
  },
  {
    title: 'files on their way, in every state',
    ...client,
    async reach(page, language) {
      await toTicket(page)
      await takeUploads(page)
      await attachAll(page, language)
    },
  },
  {
    title: 'where files may be dropped',
    ...client,
    async reach(page) {
      await toTicket(page)
      await page.evaluate(`document.querySelector('[role=log]').dispatchEvent(Object.assign(
        new Event('dragenter', { bubbles: true }), { dataTransfer: { types: ['Files'] } }))`)
      await page
        .locator('[role=status]')
        .filter({ has: page.locator('svg.size-10') })
        .waitFor()
    },
  },
  {
    title: 'a new ticket with files',
    ...client,
    async reach(page, language) {
      await serveFiles(page)
      await page.getByRole('button', { name: clientTexts.texts[language].newTicket }).click()
      await page.getByRole('textbox').nth(1).waitFor()
      await takeUploads(page)
      await attachAll(page, language)
      const pause = fileTexts.texts[language].pause.replace('{name}', 'sending.png')
      await page.getByRole('button', { name: pause }).click()
      const resume = fileTexts.texts[language].resume.replace('{name}', 'sending.png')
      await page.getByRole('button', { name: resume }).waitFor()
    },
  },
  {
    title: 'how long the desk keeps files, and how much room is left',
    face: 'desk',
    me: someone('owner'),
    answers: {
      ...deskAnswers,
      ...deskBilling(busy),
      readFileSettings: () => ({ keptDays: 730 }),
      readFileLimits: () => ({
        fileBytes: 50 * mebibyte,
        ticket: { usedBytes: 0, mostBytes: 200 * mebibyte },
        portal: null,
        desk: { usedBytes: 19_100 * mebibyte, mostBytes: 20_480 * mebibyte },
      }),
    },
    async reach(page, language) {
      const texts = fileKeepingTexts.texts[language]
      await page.getByRole('link', { name: deskTexts.texts[language].staff }).click()
      await page.getByRole('textbox', { name: texts.daysLabel }).fill('90')
      await page.getByText(texts.shorter).scrollIntoViewIfNeeded()
    },
  },
]

it.each(scenes)('T7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 60_000)
