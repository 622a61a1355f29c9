import { sql } from 'kysely'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languages, type Language } from '#contract/common.ts'
import type { Evidence } from '#contract/sla/evidence.types.ts'
import { makePdf } from '#server/platform/files/pdf.ts'
import { kindTitlesOf } from '#server/regulations/domain/kindTitles.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { evidenceOf } from '#server/sla/domain/evidence.ts'
import { evidenceDocument } from '#server/sla/evidence.document.ts'
import { evidenceTexts } from '#server/sla/evidence.texts.ts'
import { newId } from '#test/support/world.ts'
import { startScene, type Scene } from '../tickets/scene.ts'
import { answer, at, calendars, history, question, queued } from './history.ts'

/** Tuesday evening, a question over the day off (Wednesday), resolved on Monday. */
const events = history(
  ['2026-11-03T14:00:00.250Z', queued],
  ['2026-11-03T14:30:00Z', question, 'waitingForClient'],
  ['2026-11-05T08:00:00Z', 'clientMessage', 'inProgress'],
  ['2026-11-09T06:30:00Z', answer, 'resolved'],
)

function evidence(): Evidence {
  const found = evidenceOf(events, { kind: 'resolution', round: 0 }, calendars, at('2026-11-10T00:00:00Z'))
  if (found === null) throw new Error('the clock never started')
  return found
}

const titles = kindTitlesOf(saasSupport)

/** Lines break wherever there is room: only the words count. */
async function textOf(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
  return text.replaceAll(/\s+/g, ' ')
}

const printed = async (language: Language, timeZone = 'Europe/Kyiv') =>
  textOf(await makePdf(evidenceDocument(evidence(), { number: 'OP-1042', language, timeZone, titles })))

describe('S5 evidence as a PDF', () => {
  it.each(languages)('says every fact of the JSON export in %s, letters included', async (language) => {
    const words = evidenceTexts[language]

    const text = await printed(language)

    const { strip, promises } = evidence()
    expect(text).toContain(words.title('OP-1042'))
    expect(text).toContain('Europe/Kyiv')
    expect(text).toContain(words.hoursOf('Europe/Moscow').replace(/\s+/g, ' '))
    for (const { kind, reason } of strip) {
      expect(text).toContain(kind === 'paused' ? words.paused(words.reason[reason ?? 'locked']) : words.kind[kind])
    }
    expect(promises[0]?.outcome).toBe('broken')
    expect(text).toContain(words.outcome.broken)
  })

  it('shows times by the reader’s clock, to the millisecond where there are any', async () => {
    const text = await printed('en')

    expect(text).toContain('Counted from Nov 3, 2026, 16:00:00.250')
    expect(text).toContain('Deadline Nov 6, 2026, 08:30:00.250')
    expect(await printed('en', 'Asia/Tokyo')).toContain('Counted from Nov 3, 2026, 23:00:00.250')
  })

  it('says how the deadline was found, with each pause and by how much it moved it', async () => {
    const text = await printed('en')

    expect(text).toContain('8 h of working time from the start: Nov 5, 2026, 15:00:00.250.')
    expect(text).toContain(
      'Pause: waiting for the client’s answer, from Nov 3, 2026, 16:30:00 to Nov 5, 2026, 10:00:00. It holds 2 h 30 min of working time, so the deadline moved to Nov 6, 2026, 08:30:00.250.',
    )
  })

  it('adds up: the counted rows of its table are its sum and the clock of the JSON', async () => {
    const text = await printed('en')

    const rows = [...text.matchAll(/:\d\d(?:\.\d+)? Working time ((?:[\d.]+ (?:h|min|s) ?)+)/g)].map(([, span = '']) =>
      secondsOf(span),
    )
    const [, sum = ''] = /Counted in all ((?:[\d.]+ (?:h|min|s) ?)+)/.exec(text) ?? []
    const { strip, workingSeconds } = evidence()
    expect(rows).toEqual(strip.filter(({ kind }) => kind === 'counted').map((segment) => segment.workingSeconds))
    expect(rows.reduce((total, one) => total + one, 0)).toBeCloseTo(workingSeconds, 3)
    expect(secondsOf(sum)).toBeCloseTo(workingSeconds, 3)
  })

  it.each(languages)(
    'Q11 names the sessions at the client’s screen in %s, and that they move nothing',
    async (language) => {
      const words = evidenceTexts[language]
      const shown = {
        ...evidence(),
        remoteSessions: [
          { tool: 'anydesk' as const, from: '2026-11-05T09:00:00.000Z', to: '2026-11-05T09:40:00.000Z' },
          { tool: 'other' as const, from: '2026-11-06T09:00:00.000Z', to: null },
        ],
      }

      const text = await textOf(
        await makePdf(evidenceDocument(shown, { number: 'OP-1042', language, timeZone: 'Europe/Kyiv', titles })),
      )

      expect(text).toContain(words.remote)
      expect(text).toContain('AnyDesk')
      expect(text).toContain('11:40:00')
      expect(text).toContain(words.remoteRuns)
      expect(text).toContain(words.remoteHelp)
      expect(await printed(language)).not.toContain(words.remote)
    },
  )

  it('of a clock of years has pages that do not stop anything else meanwhile', async () => {
    const long = {
      ...evidence(),
      strip: Array.from({ length: 400 }, () => evidence().strip)
        .flat()
        .slice(0, 400),
    }
    let turns = 0
    const turning = setInterval(() => (turns += 1), 1)

    const pdf = await makePdf(evidenceDocument(long, { number: 'OP-1', language: 'ru', timeZone: 'UTC', titles }))

    clearInterval(turning)
    const { totalPages } = await extractText(await getDocumentProxy(new Uint8Array(pdf)))
    expect(totalPages).toBeGreaterThan(5)
    expect(turns).toBeGreaterThan(5)
  })
})

describe('D5 the export of a PDF', () => {
  let scene: Scene
  beforeAll(async () => {
    scene = await startScene()
  }, 60_000)
  afterAll(() => scene.world.stop())

  it('is for both sides the same, and told to the audit log with its format', async () => {
    const ticketId = newId()
    const opening = { ticketId, messageId: newId(), subject: 'Почта', text: 'Не приходят письма' }
    await scene.world.call('openTicket', opening, scene.admin)
    const which = { ticketId, clock: 'firstReaction', round: 0, language: 'ru', timeZone: 'Europe/Moscow' } as const

    const forClient = await scene.world.call('exportEvidencePdf', which, scene.admin)
    const forDesk = await scene.world.call('exportEvidencePdf', which, scene.agent)

    expect(forClient.fileName).toMatch(/^[A-Z]+-\d+-firstReaction-\d{4}-\d\d-\d\d\.pdf$/)
    const [clients, desks] = await Promise.all(
      [forClient, forDesk].map(({ base64 }) => textOf(Buffer.from(base64, 'base64'))),
    )
    expect(clients).toContain('Расчёт срока по обращению')
    expect(clients?.split('Посчитано на')[0]).toBe(desks?.split('Посчитано на')[0])
    expect(await exportsOf(scene, ticketId)).toMatchObject([{ format: 'pdf' }, { format: 'pdf' }])
  })

  it('of more lines than anybody reads is refused, and not told: each of many promises tells each of many pauses', async () => {
    const { ticketId } = await scene.ticket({ taken: false })
    const which = { ticketId, clock: 'firstReaction', round: 0 } as const
    const asPdf = { ...which, language: 'ru', timeZone: 'Europe/Moscow' } as const
    await addHistory(scene, ticketId, 180)

    const refused = await scene.world.ask('exportEvidencePdf', asPdf, scene.admin)
    const evidenceAsJson = await scene.world.call('exportEvidence', which, scene.admin)

    const { strip, promises } = evidenceAsJson
    const count = promises.reduce((sum, { steps }) => sum + 1 + steps.length, strip.length)
    expect(refused).toMatchObject({ code: 'evidence_too_long', details: { count, limit: 3000 } })
    expect(await exportsOf(scene, ticketId)).toMatchObject([{ format: 'json' }])
  })

  it('in a zone that nobody has is refused', async () => {
    const which = {
      ticketId: newId(),
      clock: 'firstReaction',
      round: 0,
      language: 'ru',
      timeZone: 'Mars/Olympus',
    } as const

    expect(await scene.world.ask('exportEvidencePdf', which, scene.admin)).toMatchObject({ code: 'invalid_input' })
  })
})

async function exportsOf({ world }: Scene, ticketId: string): Promise<unknown[]> {
  const { rows } = await sql<{ payload: unknown }>`
    select payload from journal where type = 'evidence.exported' and payload ->> 'ticketId' = ${ticketId}`.execute(
    world.store.db,
  )
  return rows.map(({ payload }) => payload)
}

/** A third of it each: another plan, a pause for a payment, its end. */
async function addHistory({ world }: Scene, ticketId: string, count: number): Promise<void> {
  await sql`
    with written as (
      insert into journal (at, type, member_id, desk_id, ticket_id, seq, public_seq, actor, payload)
      select t.last_at + n * interval '1 millisecond', (array['ticket.planned', 'ticket.awaitingPayment', 'ticket.paid'])[n % 3 + 1],
             t.member_id, t.desk_id, t.ticket_id, t.last_seq + n, t.last_public_seq + n,
             '{"side": "system", "memberId": null, "userId": null, "name": "", "address": null}',
             case n % 3 when 0 then jsonb_build_object('plans', array[(array['prepaid', 'first-aid'])[n / 3 % 2 + 1]]) else '{}' end
        from generate_series(1, ${count}::integer) n, tickets t where t.ticket_id = ${ticketId})
    update tickets set last_seq = last_seq + ${count}, last_public_seq = last_public_seq + ${count}
     where ticket_id = ${ticketId}`.execute(world.store.db)
}

function secondsOf(span: string): number {
  const units = { h: 3600, min: 60, s: 1 }
  return [...span.matchAll(/([\d.]+) (h|min|s)/g)].reduce(
    (total, [, count, unit]) => total + Number(count) * (unit === 'h' || unit === 'min' ? units[unit] : 1),
    0,
  )
}
