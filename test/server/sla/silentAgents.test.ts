import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Refusal } from '#server/platform/refusal.ts'
import type { Regulation } from '#server/regulations/domain/document.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { openClockStage, type ClockStage } from './clockStage.ts'

/** Around the clock: an hour is promised to a high incident, and the next step down is half an hour longer. */
const document: Regulation = {
  ...saasSupport,
  calendars: { ...saasSupport.calendars, office: saasSupport.calendars['always'] ?? never() },
  escalation: [],
}
const minute = 60_000
const queuedAt = Date.UTC(2031, 2, 5, 7)

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: ClockStage
beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openClockStage(database.url, document)
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

/** Everything that an agent can do without a public message. */
const acts: ((at: Date, ticketId: string) => Promise<unknown>)[] = [
  (at, ticketId) => stage.move(at, ticketId, { type: 'take' }),
  (at, ticketId) => stage.write(at, ticketId, { side: 'desk', kind: 'note' }),
  (at, ticketId) => stage.move(at, ticketId, { type: 'moveDate', until: new Date(at.getTime() + 9e6) }),
  (at, ticketId) => stage.move(at, ticketId, { type: 'resume' }),
  (at, ticketId) => stage.classify(at, ticketId, { category: 'informationRequest', priority: 'low' }),
  (at, ticketId) => stage.classify(at, ticketId, { category: 'incident', priority: 'low' }),
  (at, ticketId) => stage.write(at, ticketId, { side: 'client' }),
  (at, ticketId) => stage.write(at, ticketId, { side: 'desk', kind: 'note', isQuestion: true }),
  (at, ticketId) => stage.contact(at, ticketId),
  () => stage.restart(),
]

it('S3 S4 nothing that an agent does in silence keeps the first promise from being broken, or lets its clock stand', async () => {
  const sequences = fc.array(fc.tuple(fc.nat({ max: acts.length - 1 }), fc.nat({ max: 20 })), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(sequences, async (steps) => {
      const ticketId = await stage.open(new Date(queuedAt), { category: 'incident', priority: 'high' })
      let now = queuedAt
      for (const [index, minutes] of steps) {
        now += minutes * minute
        await acts[index]?.(new Date(now), ticketId).catch(unlessRefused)
      }
      const after = new Date(queuedAt + 24 * 60 * minute)
      const { clocks } = await stage.sla(after, ticketId)
      const reaction = clocks.find(({ clock }) => clock === 'firstReaction')

      // The first one is of the usual priority: what the client proposed counts from the classification at the same instant on.
      expect(reaction?.promises[1]).toMatchObject({
        deadline: new Date(queuedAt + 60 * minute).toISOString(),
        outcome: 'broken',
      })
      expect(reaction?.state.status).toBe('breached')
    }),
    { numRuns: 12 },
  )
}, 120_000)

it('control: one public word keeps it', async () => {
  const ticketId = await stage.open(new Date(queuedAt), { category: 'incident', priority: 'high' })
  await stage.move(new Date(queuedAt + minute), ticketId, { type: 'take' })
  const message = { messageId: randomUUID(), text: 'Готово' }
  await stage.move(new Date(queuedAt + 2 * minute), ticketId, { type: 'resolve', message })

  const { clocks } = await stage.sla(new Date(queuedAt + 24 * 60 * minute), ticketId)

  expect(clocks.map(({ clock, state }) => [clock, state.status])).toEqual([
    ['firstReaction', 'met'],
    ['resolution', 'met'],
  ])
})

function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error
}

function never(): never {
  throw new Error('the preset has no such calendar')
}
