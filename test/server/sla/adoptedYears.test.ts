import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adoptOfficialYears } from '#server/regulations/feature.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { retargetByCalendar } from '#server/sla/adoptedCalendar.commands.ts'
import { checkEvidence } from '#server/sla/domain/checkEvidence.ts'
import { findEvidence } from '#server/sla/evidence.commands.ts'
import { makeSlaTickets } from '#server/tickets/deadlines/slaTickets.adapter.ts'
import { makeTransaction, type UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { openClockStage, type ClockStage } from './clockStage.ts'

/** Friday, half an hour before the end of the day in Moscow. An hour is promised; 20 February 2027 is a worked Saturday. */
const friday = new Date('2027-02-19T14:30:00Z')
const adoptedAt = new Date('2027-02-19T14:40:00Z')
const later = new Date('2027-02-19T14:50:00Z')
const byRule = '2027-02-22T06:30:00.000Z'
const byOfficial = '2027-02-20T06:30:00.000Z'

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: ClockStage
let waiting: string
let answered: string
let adopted: string[][]

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openClockStage(database.url, quantumMaintenance, () => ['subscription'])
  waiting = await stage.open(friday)
  answered = await stage.open(friday)
  await stage.write(new Date('2027-02-19T14:35:00Z'), answered, { side: 'desk' })
  await stage.follow()
  // Several servers of a new release start at once.
  adopted = await Promise.all([1, 2, 3].map(() => work(adoptOfficialYears, adoptedAt)))
  await retarget()
  await stage.follow()
}, 60_000)
afterAll(async () => {
  await stage.close()
  await database.drop()
})

function work<Result>(act: (unit: UnitOfWork) => Promise<Result>, at: Date): Promise<Result> {
  return makeTransaction(stage.db(), () => {})(act, at)
}

async function retarget(): Promise<void> {
  const { deskId } = stage
  await work(
    (unit) => retargetByCalendar(unit, { slaTickets: makeSlaTickets(stage.db()), deskId, after: null }),
    adoptedAt,
  )
}

async function entries(
  type: string,
): Promise<{ payload: unknown; public_seq: string | null; ticket_id: string | null }[]> {
  const { rows } = await sql<{ payload: unknown; public_seq: string | null; ticket_id: string | null }>`
    select payload, public_seq, ticket_id from journal where type = ${type} order by entry_id`.execute(stage.db())
  return rows
}

async function reactionOf(ticketId: string, at = later) {
  return (await stage.sla(at, ticketId)).clocks.find(({ clock }) => clock === 'firstReaction')
}

describe('S1 an official year that a release brings', () => {
  it('is adopted once, by one of the servers, and the log of the desk says so', async () => {
    expect(adopted.filter((desks) => desks.length > 0)).toEqual([[stage.deskId]])
    expect((await entries('calendar.adopted')).map(({ payload }) => payload)).toEqual([
      { country: 'RU', year: 2027, version: 2 },
    ])
  })

  it('re-targets an open ticket by an entry of its own, which the client reads with both deadlines', async () => {
    const [entry] = (await entries('ticket.calendarAdopted')).filter(({ ticket_id: ticketId }) => ticketId === waiting)

    expect(entry?.payload).toEqual({ deadlines: [{ clock: 'firstReaction', from: byRule, to: byOfficial }] })
    expect(entry?.public_seq).not.toBeNull()
    expect(await reactionOf(waiting)).toMatchObject({
      deadline: byOfficial,
      isFinal: true,
      promises: [
        { target: { calendar: 'office' }, deadline: byRule },
        { target: { calendar: 'office@2' }, deadline: byOfficial },
      ],
    })
  })

  it('alarms follow', async () => {
    const breach = (await stage.alarms(waiting)).find(({ percent }) => percent === 100)

    expect(breach?.due_at).toEqual(new Date(Date.parse(byOfficial) + 1))
  })

  it('changes nothing of what is over; without another deadline the desk alone reads of it', async () => {
    const [entry] = (await entries('ticket.calendarAdopted')).filter(({ ticket_id: ticketId }) => ticketId === answered)

    expect(entry).toMatchObject({ payload: { deadlines: [] }, public_seq: null })
    expect(await reactionOf(answered)).toMatchObject({ state: { status: 'met' }, promises: [{ deadline: byRule }] })
  })

  it('a second run finds nothing to change', async () => {
    const before = await entries('ticket.calendarAdopted')
    await retarget()

    expect(await entries('ticket.calendarAdopted')).toEqual(before)
  })

  it('what is asked later goes by it from the start: the next reaction of a ticket of before', async () => {
    await stage.write(later, answered, { side: 'client' })

    const next = (await stage.sla(later, answered)).clocks.find(({ clock }) => clock === 'nextReaction')

    expect(next?.promises.map(({ target }) => target?.calendar) ?? ['office@2']).toEqual(['office@2'])
  })

  it('a ticket that is opened later has one promise, by the official year', async () => {
    const ticketId = await stage.open(later)

    expect((await reactionOf(ticketId))?.promises).toMatchObject([{ deadline: '2027-02-20T06:50:00.000Z' }])
  })

  it('S5 its evidence has both calendars with their days written out, and adds up without a server', async () => {
    const evidence = await findEvidence(stage.db(), waiting, { kind: 'firstReaction', round: 0 }, later)

    expect(Object.keys(evidence.calendars)).toEqual(['office', 'office@2'])
    expect(evidence.calendars['office@2']).toMatchObject({
      exceptions: { '2027-02-20': [['09:00', '18:00']], '2027-02-22': [] },
      finalThrough: 2027,
    })
    expect(checkEvidence(JSON.parse(JSON.stringify(evidence)))).toEqual({ fits: true })
  })

  it('control: with the days of the rule in the place of the official ones it does not', async () => {
    const evidence = await findEvidence(stage.db(), waiting, { kind: 'firstReaction', round: 0 }, later)
    const forged = { ...evidence, calendars: { ...evidence.calendars, 'office@2': evidence.calendars['office'] } }

    expect(checkEvidence(JSON.parse(JSON.stringify(forged)))).toMatchObject({ fits: false })
  })
})
