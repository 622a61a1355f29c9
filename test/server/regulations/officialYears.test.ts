import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { eventually } from '#test/support/eventually.ts'
import { person } from '#test/portal/people.ts'
import { startWorld, type World } from '#test/support/world.ts'

let world: World
let owner: string
let deskId: string

beforeAll(async () => {
  world = await startWorld()
  const users = { first: person(1, 'Ольга Первая', { isAdmin: true }), second: person(2, 'Павел Второй') }
  await world.sandbox.addPortal({ key: 'desk', title: 'desk', users })
  owner = await world.install('desk', 'desk')
  await world.call('setStaff', { userId: 2, role: 'owner' }, owner)
  deskId = (await world.call('readDesk', {}, owner)).deskId
}, 60_000)
afterAll(() => world.stop())

describe('S1 a release that brings an official year', () => {
  const acts = async () => {
    const rows = await world.store.db
      .selectFrom('journal')
      .select(['payload', 'actor'])
      .where('desk_id', '=', deskId)
      .where('type', '=', 'calendar.adopted')
      .execute()
    return rows.map(({ payload, actor }) => ({ payload, by: actor.side }))
  }
  const notices = () => world.sandbox.notifications('desk').filter(({ tag }) => tag.startsWith('OPORA|CALENDAR|'))

  it('adopts it once where several servers start at once, as its own act; each owner is told once', async () => {
    await sql`delete from adopted_years where version = 2`.execute(world.store.db)

    const others = await Promise.all([world.startAnother(), world.startAnother()])

    expect(await acts()).toEqual([{ payload: { country: 'RU', year: 2027, version: 2 }, by: 'system' }])
    await eventually(() =>
      expect(
        notices()
          .map(({ userId }) => userId)
          .toSorted((one, other) => one - other),
      ).toEqual([1, 2]),
    )
    expect(notices()[0]?.message).toContain('2027')
    const { entries } = await world.call('listAudit', { kinds: ['regulation'] }, owner)
    expect(entries[0]).toMatchObject({ type: 'calendar.adopted', by: { side: 'system' } })
    await Promise.all(others.map((other) => other.stop()))
  })

  it('tells nobody again at the next start', async () => {
    const other = await world.startAnother()

    expect(await acts()).toHaveLength(1)
    await other.stop()
  })

  it('D1 staff see a year as a calendar has it, also one that is being written', async () => {
    const office = quantumMaintenance.calendars['office']
    if (office === undefined) throw new Error('the preset has an office')
    const calendar = { ...office, exceptions: { '2028-01-03': [] }, country: 'RU', hourLessOnShortenedDays: true }

    const { days, isFinal } = await world.call('readCalendarYear', { calendar, year: 2028 }, owner)

    expect(isFinal).toBe(false)
    expect(days).toHaveLength(366)
    expect(days.filter(({ date }) => ['2028-01-03', '2028-02-22', '2028-11-06'].includes(date))).toEqual([
      { date: '2028-01-03', kind: 'off', because: 'own', hours: [] },
      { date: '2028-02-22', kind: 'shortened', because: 'eve', hours: [['09:00', '17:00']] },
      { date: '2028-11-06', kind: 'off', because: 'moved', hours: [] },
    ])
    expect(
      await world.ask('readCalendarYear', { calendar: { ...calendar, country: 'XX' }, year: 2028 }, owner),
    ).toMatchObject({ ok: false, code: 'calendar_invalid' })
  })

  it('D1 the regulation says how far the days are settled', async () => {
    const { inForce } = await world.call('readRegulation', {}, owner)

    expect(inForce.outlooks['office']).toMatchObject({ finalThrough: 2027 })
    expect(inForce.outlooks['office']?.special.length).toBeGreaterThan(5)
  })
})
