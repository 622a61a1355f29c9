import { describe, expect, it } from 'vitest'
import { now } from '#server/platform/clock.ts'
import { aroundTheClock } from '#server/regulations/presets/calendars.ts'
import { termsFor } from '#server/connections/versions/terms.queries.ts'
import { openTicket } from '../../situation.ts'
import { answeringIn, priced, useVersions } from './versionStage.ts'

const DAY = 86_400_000
const stage = useVersions()

describe('E9 a connection stays on the version under which it was made', () => {
  it('a version for new clients changes nothing for existing ones: prices, hours, notice, tickets', async () => {
    const before = await stage.aClient()
    await stage.publish({
      ...priced(2),
      noticeDays: 5,
      calendars: {
        office: {
          ...aroundTheClock('Europe/Moscow'),
          weekly: { 1: [['12:00', '13:00']], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] },
        },
      },
    })
    const after = await stage.aClient()

    expect((await stage.offers(before)).plans[0]).toMatchObject({
      title: { ru: 'Абонемент технической поддержки' },
      quantumPriceMinor: 500_00,
    })
    expect((await stage.offers(after)).plans[0]).toMatchObject({ quantumPriceMinor: 1000_00 })
    expect(await stage.connectionOf(before)).toMatchObject({ version: 2, planned: null, noticeDays: 30 })
    expect(await stage.connectionOf(after)).toMatchObject({ version: 3, noticeDays: 5 })
    const { entitlement } = await stage.world().call('readSupport', {}, await stage.admin(before))
    expect(entitlement.people).toMatchObject({ now: true, aroundTheClock: true })
    const { ticketId } = await openTicket(stage.world(), await stage.admin(before), 'по старому')
    const row = await stage
      .world()
      .store.db.selectFrom('tickets')
      .select('regulation_version')
      .where('ticket_id', '=', ticketId)
      .executeTakeFirstOrThrow()
    expect(row.regulation_version).toBe(2)
    expect(await stage.actsOf(before)).toEqual([])
  }, 30_000)

  it('connecting again takes the newest; whoever has left keeps its last', async () => {
    const client = await stage.aClient()
    await stage.publish(priced(2))
    await stage.goBack(client)
    expect((await stage.termsOf(client)).version).toBe(2)

    const { stateToken } = await stage.support(client)
    await stage.world().call('reconnectDesk', { deskId: stage.deskId(), stateToken }, await stage.admin(client))
    expect((await stage.termsOf(client)).version).toBe(3)
    await stage.goBack(client)
    await stage.publish(priced(3))

    expect((await stage.termsOf(client)).version).toBe(3)
  }, 30_000)

  it('at the standard desk the version in force holds', async () => {
    const standard = await stage.world().enter('standard', 1)
    const stranger = await stage.aClient()
    const standardId = (await stage.world().call('readDesk', {}, standard)).deskId
    const { inForce, lastVersion } = await stage.world().call('readRegulation', {}, standard)
    const document = { ...inForce.document, noticeDays: inForce.document.noticeDays + 1 }
    await stage.world().call('publishRegulation', { document, effectiveAt: null, lastVersion }, standard)

    const terms = await termsFor(
      { tx: stage.world().store.db, at: now() },
      { deskId: standardId, memberId: stage.memberIdOf(stranger) },
    )

    expect(terms.version).toBe(lastVersion + 1)
  }, 30_000)
})

describe('E9 existing clients from a date', () => {
  it('are told beforehand, see what changes for them alone, and have it from that instant on', async () => {
    const client = await stage.aClient()
    expect(await stage.publish(priced(2), { who: 'existing', from: stage.inDays(29) })).toMatchObject({
      ok: false,
      code: 'notice_too_short',
    })
    const published = await stage.publish(priced(2), { who: 'existing', from: stage.inDays(31) })
    expect(published).toMatchObject({ ok: true, body: { inForce: { version: 3 } } })
    await stage.world().turn()

    expect(stage.told(client).some((text) => text.includes('меняет условия поддержки'))).toBe(true)
    expect((await stage.offers(client)).plans[0]).toMatchObject({ quantumPriceMinor: 500_00 })
    expect(await stage.connectionOf(client)).toMatchObject({ version: 2, planned: { version: 3 } })
    const { termsChange } = await stage.support(client)
    expect(termsChange).toMatchObject({ isComing: true })
    const { change } = await stage.world().call('readTermsChange', {}, await stage.admin(client))
    expect(change?.changes).toContainEqual({
      place: 'plans.subscription.sold.quantumPrices.0.minor',
      before: '50000',
      after: '100000',
    })
    // What the other price columns cost is no business of this client.
    expect(JSON.stringify(change)).not.toContain('55000')

    await stage.daysLater(32)

    expect((await stage.offers(client)).plans[0]).toMatchObject({ quantumPriceMinor: 1000_00 })
    expect(await stage.connectionOf(client)).toMatchObject({ version: 3, planned: null })
    expect(await stage.actsOf(client)).toEqual([
      ['connection.versionPlanned', 3],
      ['connection.versionBegan', 3],
    ])
    expect((await stage.support(client)).termsChange).toMatchObject({ isComing: false })
    await stage.daysLater(15)
    expect((await stage.support(client)).termsChange).toBeNull()
  }, 30_000)

  it('a version that is withdrawn before its date holds for nobody', async () => {
    const client = await stage.aClient()
    const date = stage.inDays(40)
    await stage.publish(priced(2), { who: 'existing', from: date }, date)
    await stage.world().call('withdrawRegulation', { version: 3 }, await stage.owner())

    await stage.daysLater(41)

    expect(await stage.connectionOf(client)).toMatchObject({ version: 2, planned: null })
    expect(await stage.actsOf(client)).toEqual([
      ['connection.versionPlanned', 3],
      ['connection.versionKept', 3],
    ])
  }, 30_000)

  it('whoever connects in between is told, and has the whole notice', async () => {
    await stage.publish(priced(2), { who: 'existing', from: stage.inDays(40) }, stage.inDays(35))
    await stage.daysLater(20)
    const client = await stage.aClient()

    const { version, planned } = await stage.connectionOf(client)

    expect(version).toBe(2)
    expect(Math.round((Date.parse(planned?.from ?? '') - now().getTime()) / DAY)).toBe(30)
    expect(await stage.actsOf(client)).toEqual([['connection.versionPlanned', 3]])
  }, 30_000)
})

describe('E9 existing clients at once', () => {
  it('have what makes nothing worse, and are told', async () => {
    const client = await stage.aClient()
    expect(await stage.publish({ ...priced(0.5), ...answeringIn(10) }, { who: 'existing', from: null })).toMatchObject({
      ok: true,
    })
    await stage.world().turn()

    expect((await stage.offers(client)).plans[0]).toMatchObject({ quantumPriceMinor: 250_00 })
    expect(await stage.connectionOf(client)).toMatchObject({ version: 3 })
    expect(await stage.actsOf(client)).toEqual([['connection.versionBegan', 3]])
    expect(stage.told(client).some((text) => text.includes('изменились'))).toBe(true)
  }, 30_000)

  it('what makes anything worse is refused with its places, and nothing is published', async () => {
    const client = await stage.aClient()
    const refused = await stage.publish({ ...priced(0.5), noticeDays: 29 }, { who: 'existing', from: null })

    expect(refused).toMatchObject({
      ok: false,
      code: 'version_worse',
      details: { worse: 'noticeDays', count: 1, noticeDays: 30 },
    })
    expect((await stage.world().call('readRegulation', {}, await stage.owner())).lastVersion).toBe(2)
    expect(await stage.connectionOf(client)).toMatchObject({ version: 2 })
    // The number that was not given is given to another document.
    expect(await stage.publish(priced(0.5), { who: 'existing', from: null })).toMatchObject({ ok: true })
    expect((await stage.termsOf(client)).regulation.noticeDays).toBe(30)
  }, 30_000)
})

describe('E9 the owner moves clients', () => {
  it('one of them, with notice; the other stays, and the move can be called off', async () => {
    const [moved, stays] = [await stage.aClient(), await stage.aClient()]
    await stage.publish(priced(2))
    const { connectionId } = await stage.connectionOf(moved)
    const move = async (from: string | null) =>
      stage.world().ask('moveConnections', { connectionId, version: 3, from }, await stage.owner())

    expect(await move(null)).toMatchObject({ code: 'version_worse' })
    expect(await move(stage.inDays(3))).toMatchObject({ code: 'notice_too_short' })
    expect(await move(stage.inDays(31))).toMatchObject({ ok: true })
    expect(await move(stage.inDays(31))).toMatchObject({ code: 'version_same' })
    expect(await stage.connectionOf(moved)).toMatchObject({ planned: { version: 3 } })
    expect(await stage.connectionOf(stays)).toMatchObject({ version: 2, planned: null })

    await stage.world().call('keepVersions', { connectionId }, await stage.owner())
    await stage.daysLater(32)
    expect(await stage.connectionOf(moved)).toMatchObject({ version: 2, planned: null })
  }, 30_000)

  it('all of them, each from the same date', async () => {
    const [one, other] = [await stage.aClient(), await stage.aClient()]
    await stage.publish(priced(2))
    await stage
      .world()
      .call('moveConnections', { connectionId: null, version: 3, from: stage.inDays(31) }, await stage.owner())

    await stage.daysLater(32)

    expect((await stage.termsOf(one)).version).toBe(3)
    expect((await stage.termsOf(other)).version).toBe(3)
  }, 30_000)
})
