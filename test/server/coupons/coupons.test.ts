import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { newId } from '#test/support/world.ts'
import { setTariff, startCouponScene, today, type CouponScene } from './couponScene.ts'

let scene: CouponScene
beforeAll(async () => {
  scene = await startCouponScene()
}, 60_000)
afterAll(() => scene.world.stop())

const ask: CouponScene['world']['ask'] = (...call) => scene.world.ask(...call)
const offer = async () => (await scene.world.call('readOwnCoupons', {}, scene.admin)).offer

describe('T10 the owner’s coupons', () => {
  it('are issued from a list, their codes shown once, and kept as digests', async () => {
    const issueId = newId()
    const coupons = [
      { orderNumber: '17-К', note: 'Для «Ромашки»' },
      { portal: 'client.bitrix24.example', orderNumber: '18-К', note: '' },
    ]
    const input = { issueId, purchasedOn: today(), coupons }
    const { coupons: issued } = await scene.world.call('issueCoupons', input, scene.owner)
    const listed = await scene.world.call('listCoupons', {}, scene.owner)

    expect(issued.map(({ code }) => code)).toEqual([
      expect.stringMatching(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/),
      expect.stringMatching(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/),
    ])
    expect(listed.terms).toMatchObject({ requests: 15, validYears: 1, withoutPhone: expect.any(Array) })
    expect(listed.coupons).toEqual(expect.arrayContaining(issued.map(({ view }) => view)))
    expect(issued[0]?.view).toMatchObject({ state: 'open', requests: 15, spent: 0, left: 15, client: null })
    for (const { code } of issued) {
      const { rows } = await sql<{ kept: string }>`
        select concat_ws(' ', (select json_agg(c)::text from coupons c), (select json_agg(payload)::text from journal),
                         (select json_agg(e)::text from coupon_entry_notes e)) as kept`.execute(scene.world.store.db)
      expect(rows[0]?.kept).not.toContain(code)
      expect(rows[0]?.kept).not.toContain(code.replaceAll('-', ''))
      expect(JSON.stringify(listed)).not.toContain(code)
    }
    expect(await ask('issueCoupons', input, scene.owner)).toMatchObject({ code: 'coupons_issued' })
  })

  it('are bought today or before, and would still count', async () => {
    const day = (shift: number) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10)
    const issue = (purchasedOn: string) =>
      ask('issueCoupons', { issueId: newId(), purchasedOn, coupons: [{ orderNumber: '', note: '' }] }, scene.owner)

    expect(await issue(day(2))).toMatchObject({ code: 'coupon_purchase_date' })
    expect(await issue(day(-370))).toMatchObject({ code: 'coupon_purchase_date' })
    expect(await issue(day(-360))).toMatchObject({ ok: true })
    expect(await issue('2026-02-31')).toMatchObject({ code: 'invalid_input' })
  })

  it('are listed by state as their pages say it, by pages, and found by order and portal', async () => {
    const { couponId } = await scene.issue({ orderNumber: 'найди-меня' })
    await scene.world.call('revokeCoupon', { couponId, reason: 'Выпущен дважды' }, scene.owner)
    const all = await scene.world.call('listCoupons', { limit: 100 }, scene.owner)
    for (const state of ['open', 'live', 'usedUp', 'ended', 'revoked'] as const) {
      const some = await scene.world.call('listCoupons', { state, limit: 100 }, scene.owner)
      expect(some.coupons).toEqual(all.coupons.filter((one) => one.state === state))
    }
    const found = await scene.world.call('listCoupons', { search: 'НАЙДИ' }, scene.owner)
    expect(found.coupons.map((one) => one.couponId)).toEqual([couponId])
    const first = await scene.world.call('listCoupons', { limit: 1 }, scene.owner)
    const second = await scene.world.call('listCoupons', { limit: 1, cursor: first.nextCursor ?? '' }, scene.owner)
    expect([...first.coupons, ...second.coupons]).toEqual(all.coupons.slice(0, 2))
    expect(await ask('listCoupons', { cursor: 'nonsense' }, scene.owner)).toMatchObject({ code: 'invalid_input' })
  })

  it('are the owner’s alone, and another desk’s do not exist', async () => {
    const { couponId } = await scene.issue()
    const standard = await scene.world.enter('standard', 1)

    expect(await ask('listCoupons', {}, scene.agent)).toMatchObject({ code: 'owner_only' })
    expect(await ask('readCoupon', { couponId }, standard)).toMatchObject({ code: 'not_found' })
    expect(await ask('revokeCoupon', { couponId, reason: 'x' }, standard)).toMatchObject({ code: 'not_found' })
    expect((await scene.world.call('listCoupons', {}, standard)).coupons).toEqual([])
  })

  it('revoked, withdraw what is left; a second time changes nothing', async () => {
    const { couponId, code } = await scene.issue()
    const revoke = () => scene.world.call('revokeCoupon', { couponId, reason: 'Не тому' }, scene.owner)
    const once = await revoke()

    expect(once.coupon).toMatchObject({ state: 'revoked', left: 0, spent: 0, withdrawn: 15 })
    expect(once.entries.map(({ kind, change, leftAfter, reason }) => [kind, change, leftAfter, reason])).toEqual([
      ['issued', 15, 15, ''],
      ['revoked', -15, 0, 'Не тому'],
    ])
    expect(await revoke()).toEqual(once)
    expect(await scene.enter(code)).toMatchObject({ code: 'coupon_revoked' })
    expect(await ask('revokeCoupon', { couponId, reason: ' ' }, scene.owner)).toMatchObject({ code: 'invalid_input' })
  })
})

describe('T10 entering a coupon', () => {
  it('makes it that portal’s, however it is typed and however often', async () => {
    const { code, couponId } = await scene.issue()
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `

    expect(await scene.enter(typed, scene.integrator)).toMatchObject({ ok: true })
    expect(await scene.enter(code)).toMatchObject({ ok: true })
    expect((await offer())?.coupons).toContainEqual(expect.objectContaining({ couponId, state: 'live', left: 15 }))
    expect(JSON.stringify(await offer())).not.toContain(code)
  })

  it('is refused alike where nobody has issued it, where it is another portal’s, and for a support code', async () => {
    const other = await scene.issue({ portal: 'somebody.else.example' })
    const supportCode = await scene.world.call(
      'issueCode',
      { maxUses: 1, expiresInDays: 30, clientStatus: 1, note: '' },
      scene.owner,
    )
    const answers = [
      await scene.enter('AAAA-AAAA-AAAA-AAAA'),
      await scene.enter(other.code),
      await scene.enter(supportCode.code),
    ]

    expect(answers.map((answer) => ({ ...answer, message: '' }))).toEqual(
      answers.map(() => expect.objectContaining({ ok: false, code: 'coupon_wrong' })),
    )
    await scene.world.store.db.deleteFrom('activation_attempts').execute()
  })

  it('is limited as guesses of codes are, together with them, and one that counts takes none', async () => {
    await scene.world.store.db.deleteFrom('activation_attempts').execute()
    const { code } = await scene.issue()
    for (let tries = 0; tries < 5; tries += 1) await scene.enter(code)
    for (let tries = 0; tries < 9; tries += 1) await scene.enter('AAAA-AAAA-AAAA-AAAA', scene.integrator)
    await ask('previewCode', { code: 'AAAA-AAAA-AAAA-AAAA' }, scene.admin)

    expect(await scene.enter(code)).toMatchObject({ code: 'too_many_attempts' })
    await scene.world.store.db.deleteFrom('activation_attempts').execute()
  })

  it('asks the tariff the first time only: one that was entered runs to its end', async () => {
    const { code } = await scene.issue()
    const known = await scene.issue()
    await scene.enter(known.code)
    await setTariff(scene, 'pro')

    expect(await scene.enter(code)).toMatchObject({ code: 'coupon_not_for_level' })
    expect(await offer()).toMatchObject({ isForLevel: false })
    expect(await scene.open()).toMatchObject({ ok: true, body: { summary: { isSpecial: true } } })
    await setTariff(scene, 'ent')
    await scene.world.store.db.deleteFrom('activation_attempts').execute()
  })
})

describe('E10 a regulation without coupons', () => {
  let without: CouponScene
  beforeAll(async () => {
    without = await startCouponScene(quantumMaintenance)
  }, 60_000)
  afterAll(() => without.world.stop())

  it('mentions none: nothing is offered, issued, entered or spent', async () => {
    const { world, admin, owner } = without
    const issue = { issueId: newId(), purchasedOn: today(), coupons: [{ orderNumber: '', note: '' }] }

    expect(await world.call('readOwnCoupons', {}, admin)).toEqual({ offer: null })
    expect(await world.call('listCoupons', {}, owner)).toEqual({ coupons: [], nextCursor: null, terms: null })
    expect(await world.ask('issueCoupons', issue, owner)).toMatchObject({ code: 'coupons_not_offered' })
    expect(await without.enter('AAAA-AAAA-AAAA-AAAA')).toMatchObject({ code: 'coupons_not_offered' })
    expect(await without.open()).toMatchObject({ code: 'coupons_not_offered' })
  })
})
