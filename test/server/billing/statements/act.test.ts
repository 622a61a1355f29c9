import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languages, type Language } from '#contract/common.ts'
import type { Act } from '#server/billing/statements/act.commands.ts'
import { actDocument } from '#server/billing/statements/act.document.ts'
import { actTexts } from '#server/billing/statements/act.texts.ts'
import { makePdf } from '#server/platform/files/pdf.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { openBillingStage, type BillingStage, type Pair } from '../billingStage.ts'

const month = { unit: 'days', count: 30 } as const
/** 10:00 in Moscow, where the desk's days begin three hours before those of UTC. */
const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)
const days = (count: number) => minutes(count * 1440)

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let pair: Pair

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  const { work } = quantumMaintenance
  const timer = { ...work.timer, askAfterIdleMinutes: 1440, askBeforeDayEndsMinutes: null }
  pair = await stage.openClient(await stage.openDesk({ ...quantumMaintenance, work: { ...work, timer } }))
  const [one, other] = [await stage.openTicket(minutes(-10), pair), await stage.openTicket(minutes(-9), pair)]
  const agent = stage.agent(pair, 100)
  await stage.pay(monday, pair, 20, month)
  await workFor(agent, one, [1, 31])
  await workFor(agent, other, [40, 45])
  await workFor(agent, one, [50, 55])
  // Over midnight in Moscow, 14 hours after Monday's 10:00: a quantum on each side of it, and one more.
  await workFor(agent, other, [14 * 60 - 5, 14 * 60 + 20])
  await stage.adjust(days(2), pair, -1, 'Списали по договорённости')
  await stage.settle(days(31))
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

async function workFor(agent: ReturnType<BillingStage['agent']>, ticketId: string, [from, until]: [number, number]) {
  const intervalId = randomUUID()
  await stage.start(minutes(from), agent, ticketId, intervalId)
  await stage.stop(minutes(until), agent, intervalId)
}

function act(from: string, to: string, at = days(60), of = pair): Promise<Act> {
  const account = { deskId: of.desk.deskId, memberId: of.client.memberId }
  return stage.work(at, (unit) =>
    stage.billing.statements.drawAct(unit, of.client.admin, account, { side: 'client', from, to }),
  )
}

const movedIn = ({ work, entries }: Act) =>
  entries.reduce((sum, { quanta }) => sum + quanta, 0) - work.reduce((sum, { quanta }) => sum + quanta, 0)

/** Lines break wherever there is room: only the words count. */
async function printed(of: Act, language: Language): Promise<string> {
  const pdf = await makePdf(actDocument(of, language))
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
  return text.replaceAll(/\s+/g, ' ')
}

describe('Q9 an act for a period', () => {
  it('goes from the opening balance over its lines to the closing one, whatever days are chosen', async () => {
    const whole = await act('2026-03-01', '2026-04-30')
    const first = await act('2026-03-02', '2026-03-02')
    const second = await act('2026-03-03', '2026-03-31')

    expect(whole).toMatchObject({ opening: 0, closing: 0, isOver: true, numbers: { first: 1 } })
    expect(first.closing).toBe(second.opening)
    for (const one of [whole, first, second]) expect(one.opening + movedIn(one)).toBe(one.closing)
  })

  it('has days of the desk’s zone: a quantum before its midnight is of the day before', async () => {
    const first = await act('2026-03-02', '2026-03-02')
    const second = await act('2026-03-03', '2026-03-03')

    expect(first.work.map(({ quanta }) => quanta)).toEqual([3, 1, 1, 1])
    expect(second.work.map(({ quanta }) => quanta)).toEqual([2])
    expect(second.work[0]?.startedAt).toEqual(minutes(14 * 60 - 5))
  })

  it('keeps the work on a ticket together', async () => {
    const { work } = await act('2026-03-01', '2026-03-31')

    const [one, other] = new Set(work.map(({ ticketNumber }) => ticketNumber))
    expect(work.map(({ ticketNumber }) => ticketNumber)).toEqual([one, one, other, other])
  })

  it.each(languages)('says in %s who, what, why and how much, and how to check it', async (language) => {
    const words = actTexts[language]

    const one = await act('2026-03-01', '2026-04-30')
    const text = await printed(one, language)

    expect(text).toContain(one.deskName)
    expect(text).toContain(one.portalName)
    expect(text).toContain('Списали по договорённости')
    for (const title of [words.purchases, words.work, words.lapses, words.adjustments, words.payments, words.check]) {
      expect(text).toContain(title)
    }
    const whole = text.replaceAll(' ', '')
    for (const part of ['Europe/Moscow', one.head.headHash, one.head.publicKey, one.head.signature])
      expect(whole).toContain(part)
    const plan = one.entries.find(({ planCode }) => planCode === 'prepaid')?.planTitle?.[language] ?? 'none'
    expect(text).toContain(plan.replaceAll(/\s+/g, ' '))
  })

  it('E9 tells each interval in the time under which it was worked, also after the account counts otherwise', async () => {
    const one = await act('2026-03-02', '2026-03-02')
    const [first, ...others] = one.work.map((interval) => ({ ...interval, quantumMinutes: 10 }))
    const longer = first === undefined ? [] : [{ ...first, quantumMinutes: 60 }, ...others]

    const text = await printed({ ...one, quantumMinutes: 15, work: longer }, 'en')

    expect(one.work.map(({ quantumMinutes }) => quantumMinutes)).toEqual([10, 10, 10, 10])
    expect(text).toContain('-3, 3 hours')
    expect(text).toContain('-6, 3 hours 30 minutes')
    expect(text).toContain('+20, 5 hours')
  })

  it('names what was paid, and a day on which nothing happened says so', async () => {
    const paid = await printed(await act('2026-03-02', '2026-03-02'), 'en')
    const quiet = await act('2026-03-20', '2026-03-20')

    expect(paid).toContain('RUB 12,000.00')
    expect(quiet).toMatchObject({ numbers: null, opening: 11, closing: 11, isOver: true })
    expect(await printed(quiet, 'en')).toContain('The ledger has no entries in this period.')
  })

  it('of a period that is not over tells as of when it is, and of a client without an account zeros', async () => {
    const today = await act('2026-03-02', '2026-03-02', minutes(60))
    const nobody = await act('2026-03-02', '2026-03-02', days(60), await stage.openClient(pair.desk))

    expect(await printed(today, 'en')).toContain('The period is not over yet')
    expect(nobody).toMatchObject({ opening: 0, closing: 0, numbers: null, head: { count: 0 } })
  })

  it('of more lines than anybody reads is refused with both numbers', async () => {
    const long = await stage.openClient(pair.desk)
    await stage.pay(monday, long, 12, month)
    await sql`
      insert into ledger (desk_id, member_id, number, at, kind, quanta, reason, previous_hash, hash, balance)
      select desk_id, member_id, 1 + n, ${days(1)}, 'adjust', 1, 'again', hash, hash, balance + n
        from ledger, generate_series(1, 3000) n where member_id = ${long.client.memberId}`.execute(stage.db())

    await expect(act('2026-03-02', '2026-03-03', days(2), long)).rejects.toMatchObject({
      code: 'export_too_long',
      details: { count: 3002, limit: 3000 },
    })
  })

  it('of fewer entries whose reasons are printed over as many lines is refused, too', async () => {
    const wordy = await stage.openClient(pair.desk)
    await stage.pay(monday, wordy, 12, month)
    await sql`
      insert into ledger (desk_id, member_id, number, at, kind, quanta, reason, previous_hash, hash, balance)
      select desk_id, member_id, 1 + n, ${days(1)}, 'adjust', 1, repeat('сложная работа ', 60), hash, hash, balance + n
        from ledger, generate_series(1, 200) n where member_id = ${wordy.client.memberId}`.execute(stage.db())

    await expect(act('2026-03-02', '2026-03-03', days(2), wordy)).rejects.toMatchObject({
      code: 'export_too_long',
      details: { count: 6002, limit: 3000 },
    })
  })
})
