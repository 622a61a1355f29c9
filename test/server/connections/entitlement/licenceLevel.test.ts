import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { addJob } from '#server/platform/jobs/jobs.ts'
import { eventually } from '#test/support/eventually.ts'
import { openSocket } from '#test/support/socket.ts'
import { openTicket } from '../../situation.ts'
import { startLicenceScene, type LicenceScene } from './licenceScene.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let scene: LicenceScene
beforeAll(async () => {
  scene = await startLicenceScene()
}, 60_000)
afterAll(() => scene.world.stop())
afterEach(() => {
  vi.useRealTimers()
  scene.world.sandbox.inject.clear()
})

/** Jobs that run now, and those that were made by them. */
const add = (task: string, payload: Record<string, unknown> = {}) =>
  scene.world.transaction((unit) => addJob(unit, task, payload))
const questions = (key: string) => scene.world.sandbox.requests(key, 'app.info').length
const checksWaiting = async () => {
  const { rows } = await sql<{ key: string; run_at: Date }>`
    select key, run_at from graphile_worker.jobs where task_identifier = 'checkTariff'`.execute(scene.world.store.db)
  return new Map(rows.map(({ key, run_at }) => [key.replace('tariff ', ''), run_at]))
}
/** The clock goes on from there: whoever waits by it must not wait for ever. */
function moveTo(at: Date) {
  vi.useFakeTimers({ toFake: ['Date'], now: at, shouldAdvanceTime: true })
}

describe('E5 the tariff is asked at every opening', () => {
  it('a lapsed tariff lowers at once, the page is told what changed, also after a reload', async () => {
    const { world, aPortal, support } = scene
    const admin = await aPortal('lapsing')
    const socket = await openSocket(world.url, admin)
    expect((await support(admin)).tariffChange).toBeNull()

    world.sandbox.setTariff('lapsing', 'free')
    const again = await world.enter('lapsing', 1)

    await eventually(() => expect(socket.all('changed').map(({ what }) => what)).toContain('support'))
    const picture = await support(again)
    await socket.close()
    expect(picture).toMatchObject({
      entitlement: { kind: 'selfService', reason: 'free_tariff', level: 'free' },
      tariffChange: { from: 'professional', to: 'free' },
    })
    expect((await support(admin)).tariffChange).toEqual(picture.tariffChange)
  })

  it('what changed is put away by an admin, for everybody; a newer change stays', async () => {
    const { world, aPortal, support } = scene
    const admin = await aPortal('reader')
    world.sandbox.setTariff('reader', 'ent')
    await world.enter('reader', 1)
    const first = (await support(admin)).tariffChange?.at ?? ''
    world.sandbox.setTariff('reader', 'basic')
    await world.enter('reader', 1)

    const stale = await world.call('dismissTariffChange', { at: first }, admin)
    const put = await world.call('dismissTariffChange', { at: stale.tariffChange?.at ?? '' }, admin)

    expect(stale.tariffChange).toMatchObject({ from: 'enterprise', to: 'basic' })
    expect(put.tariffChange).toBeNull()
    expect((await support(await world.enter('reader', 2))).tariffChange).toBeNull()
  })

  it('is no news any more after two weeks', async () => {
    const { world, aPortal, support } = scene
    await aPortal('forgetful')
    world.sandbox.setTariff('forgetful', 'ent')
    const at = Date.now()
    await world.enter('forgetful', 1)

    moveTo(new Date(at + 14 * DAY - HOUR))
    const before = await support(await world.enter('forgetful', 1))
    moveTo(new Date(at + 14 * DAY + HOUR))
    const after = await support(await world.enter('forgetful', 1))

    expect([before.tariffChange?.to, after.tariffChange]).toEqual(['enterprise', null])
  })

  it('another code of the same level is no change of the support', async () => {
    const { world, aPortal, support } = scene
    const admin = await aPortal('renamed')
    world.sandbox.setTariff('renamed', { license: 'ru_nfr', licenseType: 'nfr', licenseFamily: 'nfr' })
    await world.enter('renamed', 1)

    expect(await support(admin)).toMatchObject({ licence: 'ru_nfr', tariffChange: null })
  })
})

describe('E5 a question that fails', () => {
  it('lowers nothing for seven days, with a notice; then nobody knows the tariff, and it counts as free', async () => {
    const { world, aPortal, support, memberIdOf, say, isLocked } = scene
    const admin = await aPortal('silent')
    const { ticketId } = await openTicket(world, admin, 'ждём ответа')
    const at = Date.now()
    world.sandbox.setTariff('silent', 'closed')
    await add('checkTariff', { memberId: memberIdOf('silent') })
    await eventually(async () => expect((await support(admin)).licenceIsStale).toBe(true))

    expect(await support(admin)).toMatchObject({ entitlement: { level: 'professional' }, tariffChange: null })
    expect(Date.parse((await support(admin)).licenceHoldsUntil ?? '') - at).toBeGreaterThanOrEqual(7 * DAY)
    expect(await say(ticketId, admin)).toMatchObject({ ok: true })
    world.sandbox.setTariff('silent', 'pro')
    const again = await world.enter('silent', 1)
    expect((await support(again)).licenceIsStale).toBe(false)
    world.sandbox.setTariff('silent', 'closed')
    await add('checkTariff', { memberId: memberIdOf('silent') })
    await eventually(async () => expect((await support(again)).licenceIsStale).toBe(true))
    await holdEndIsPlanned('silent')

    moveTo(new Date(Date.now() + 7 * DAY + HOUR))
    world.sandbox.setTariff('silent', 'pro')
    world.sandbox.inject.failure('silent', { method: 'app.info', times: 1000, status: 503, error: 'OVERLOAD' })
    const late = await world.enter('silent', 1)

    await isLocked(ticketId, late, 'free_tariff')
    expect(await support(late)).toMatchObject({
      entitlement: { level: 'free', reason: 'tariff_unknown', people: { entitled: false } },
      tariffChange: { from: 'professional', to: 'free' },
    })
    world.sandbox.inject.clear()
    const found = await world.enter('silent', 1)
    await isLocked(ticketId, found, null)
    expect((await support(found)).tariffChange).toMatchObject({ from: 'free', to: 'professional' })
  })
})

const holdEndIsPlanned = (key: string) =>
  eventually(async () => {
    const { rows } =
      await sql`select 1 from graphile_worker.jobs where key = ${`hold ${scene.memberIdOf(key)}`}`.execute(
        scene.world.store.db,
      )
    expect(rows).toHaveLength(1)
  })

describe('E5 the daily check', () => {
  it('asks the portals with something to lose, each at an instant of its own, once', async () => {
    const { world, aPortal, connectTo, memberIdOf } = scene
    const busy = await aPortal('busy')
    await openTicket(world, busy, 'открыто')
    const bound = await aPortal('bound')
    await connectTo(bound)
    await aPortal('idle')
    const asked = { busy: questions('busy'), bound: questions('bound'), idle: questions('idle') }

    await add('checkTariffs')
    await eventually(async () => expect([...(await checksWaiting()).keys()]).toContain(memberIdOf('busy')))
    // A second process begins the same round: nobody is asked twice.
    await add('checkTariffs')
    const waiting = await checksWaiting()
    expect(waiting.has(memberIdOf('bound'))).toBe(true)
    expect(waiting.has(memberIdOf('idle'))).toBe(false)
    expect(new Set([...waiting.values()].map(Number)).size).toBe(waiting.size)
    expect([...waiting.values()].every((at) => at.getTime() <= Date.now() + 6 * HOUR)).toBe(true)
    const other = await world.startAnother()

    moveTo(new Date(Date.now() + 6 * HOUR + 60_000))
    // Those that found two others being asked come a little later.
    await eventually(async () => {
      vi.setSystemTime(Date.now() + 120_000)
      expect([...(await checksWaiting()).values()].filter((at) => at.getTime() <= Date.now())).toEqual([])
      expect(questions('busy')).toBe(asked.busy + 1)
      expect(questions('bound')).toBe(asked.bound + 1)
    })
    await other.stop()

    expect(questions('idle')).toBe(asked.idle)
  })
})

describe('E1 the edition of a box', () => {
  it('is professional until the owner of its desk says enterprise, and the page follows at once', async () => {
    const { world, aPortal, support, memberIdOf } = scene
    const admin = await aPortal('boxed', 'box')
    const memberId = memberIdOf('boxed')
    const declare = async (portal: string, isEnterprise: boolean) =>
      world.ask('sayBoxEdition', { memberId, isEnterprise }, await world.enter(portal, 1))

    expect(await declare('standard', true)).toMatchObject({ code: 'not_found' })
    const { ticketId } = await openTicket(world, admin, 'у нас коробка')
    expect((await support(admin)).entitlement.level).toBe('professional')
    expect(await declare('partner', true)).toMatchObject({ code: 'not_found' })
    expect(await declare('standard', true)).toMatchObject({ ok: true })

    expect(await support(admin)).toMatchObject({
      entitlement: { level: 'enterprise', people: { aroundTheClock: true }, onDuty: { afterMinutes: 60 } },
      tariffChange: { from: 'professional', to: 'enterprise' },
    })
    const seen = await world.call('readTicket', { ticketId }, await world.enter('standard', 1))
    expect(seen.client?.boxIsEnterprise).toBe(true)
    // The next answer of the portal says nothing about it, and changes nothing.
    expect((await support(await world.enter('boxed', 1))).entitlement.level).toBe('enterprise')
    expect(await declare('standard', false)).toMatchObject({ ok: true })
    expect((await support(admin)).entitlement.level).toBe('professional')
  })

  it('is not asked of a portal in the cloud', async () => {
    const { world, aPortal, memberIdOf } = scene
    const admin = await aPortal('cloudy')
    await openTicket(world, admin, 'мы в облаке')
    const input = { memberId: memberIdOf('cloudy'), isEnterprise: true }

    expect(await world.ask('sayBoxEdition', input, await world.enter('standard', 1))).toMatchObject({
      code: 'not_a_box',
    })
  })
})
