import type { Page } from 'playwright-core'
import type { TicketEvent } from '#contract/tickets/types.ts'
import { someone, uuid } from '#test/app/deskFactories.ts'
import { clientAuthor, instant } from '#test/app/factories.ts'
import { conversationOf } from '#test/looks/answers/conversation.ts'
import { deskAnswers, openTicketOf } from '#test/looks/answers/desk.ts'
import { openRig, type Rig } from '#test/looks/lookRig.ts'
import { worstMessages } from '#test/support/worstMessages.ts'
import { median, round, type Figures } from './figures.ts'
import { ensureBuilt } from './pages.ts'

const rounds = 3
const messages = 30

/**
 * A ticket of thirty messages of the greatest length that ask most of their reader, in Chromium: milliseconds from the press on it
 * until the answer that an agent types stands in its field. `plainMs` is the same ticket with thirty short messages; `mixedMs`
 * has each of the worst once.
 */
export async function benchMessages(): Promise<Figures> {
  await ensureBuilt()
  const worst = worstMessages()
  const rig = await openRig('dist', new Date('2026-11-22T09:00:00.000Z'))
  try {
    const pages = {
      plainMs: ['Hello'],
      mixedMs: Object.values(worst),
      wideTablesMs: [worst['a table of 300 columns'] ?? ''],
      lineEndsMs: [worst['line ends'] ?? ''],
      starsMs: [worst['stars'] ?? ''],
    }
    const figures: Figures = {}
    for (const [name, texts] of Object.entries(pages)) {
      const times: number[] = []
      for (let turn = 0; turn < rounds; turn += 1) times.push(await untilUsable(rig, texts))
      figures[name] = round(median(times))
    }
    return figures
  } finally {
    await rig.stop()
  }
}

async function untilUsable(rig: Rig, texts: readonly string[]): Promise<number> {
  const conversation = conversationOf(openTicketOf())
  const events = eventsOf(texts)
  const readEvents = () => ({ events, hasEarlier: false, lastSeq: events.length })
  const answers = { ...deskAnswers, ...conversation, readEvents }
  const page = await rig.open({ title: 'a ticket', face: 'desk', me: someone('owner'), answers, reach: noWay }, 'en')
  const ticket = page.getByRole('button', { name: 'Invoice printing' })
  await ticket.waitFor()
  const startedAt = performance.now()
  await ticket.click()
  await page.getByRole('article').first().waitFor()
  await answer(page, 'On it')
  return performance.now() - startedAt
}

const noWay = () => Promise.resolve()

async function answer(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox').last()
  await field.click()
  await page.keyboard.type(text)
  // A frame later it has been painted.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  if ((await field.inputValue()) !== text) throw new Error('the answer does not stand in its field')
}

function eventsOf(texts: readonly string[]): TicketEvent[] {
  return Array.from({ length: messages }, (_, index) => ({
    type: 'message.sent',
    seq: index + 1,
    at: instant(1 + (index % 50)),
    by: clientAuthor,
    message: {
      messageId: uuid(500 + index),
      seq: index + 1,
      publicSeq: index + 1,
      author: clientAuthor,
      kind: 'public',
      isQuestion: false,
      text: texts[index % texts.length] ?? '',
      at: instant(1 + (index % 50)),
      editedAt: null,
      isDeleted: false,
    },
  }))
}
