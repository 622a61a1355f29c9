import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeTransaction } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
import { newId } from '#test/support/world.ts'
import { plain, startCouponScene, type CouponScene } from './couponScene.ts'

let scene: CouponScene
beforeAll(async () => {
  scene = await startCouponScene()
}, 60_000)
afterAll(() => scene.world.stop())

const ask: CouponScene['world']['ask'] = (...call) => scene.world.ask(...call)
const special = async (ticketId: string, token = scene.admin) =>
  (await scene.world.call('readSpecial', { ticketId }, token)).special

/** Every coupon of the desk is gone, but one new one of the client with so many requests left. */
async function oneCoupon(left = 15): Promise<string> {
  const { coupons } = await scene.world.call('listCoupons', { limit: 100 }, scene.owner)
  for (const { couponId } of coupons) {
    await scene.world.call('revokeCoupon', { couponId, reason: 'Для проверки' }, scene.owner)
  }
  const { code, couponId } = await scene.issue()
  await scene.enter(code)
  for (let spent = left; spent < 15; spent += 1) await scene.open()
  return couponId
}

async function ledgerOf(couponId: string) {
  return (await scene.world.call('readCoupon', { couponId }, scene.owner)).coupon
}

/** Spent, left and withdrawn after every row, as the database has them. */
async function prefixesAddUp(couponId: string): Promise<void> {
  const { entries } = await scene.world.call('readCoupon', { couponId }, scene.owner)
  let left = 0
  for (const { change, leftAfter } of entries) {
    left += change
    expect(leftAfter).toBe(left)
    expect(left).toBeGreaterThanOrEqual(0)
    expect(left).toBeLessThanOrEqual(15)
  }
}

describe('T10 a special request', () => {
  let couponId: string
  beforeEach(async () => {
    couponId = await oneCoupon()
  })

  it('is counted as it is opened, goes before everybody else, and is promised an hour round the clock', async () => {
    const ticketId = newId()
    await scene.ticket({ taken: false })
    const opened = await scene.open({ ticketId, token: scene.integrator })
    const { clocks } = await scene.world.call('readSla', { ticketId }, scene.admin)
    const queue = await scene.world.call('listQueue', { filter: 'unassigned', order: 'queue' }, scene.agent)
    const { offer } = await scene.world.call('readOwnCoupons', {}, scene.admin)
    const first = clocks.find(({ clock }) => clock === 'firstReaction')

    expect(opened).toMatchObject({ ok: true, body: { summary: { status: 'queued', isSpecial: true } } })
    expect(await ledgerOf(couponId)).toMatchObject({ spent: 1, left: 14 })
    expect(Date.parse(first?.deadline ?? '') - Date.parse(first?.startedAt ?? '')).toBe(3_600_000)
    expect(offer?.reaction).toEqual([
      { categories: null, priorities: null, within: { by: 'time', minutes: 60, isAlways: true } },
    ])
    expect(queue.tickets[0]).toMatchObject({ ticketId, isSpecial: true })
  })

  it('sent again is the same one; with other objects, or as an ordinary one, it is refused', async () => {
    const again = { ticketId: newId(), messageId: newId() }
    const review = { kind: 'securityReview', objects: [['catalog.list']] }
    const answers = await Promise.all(Array.from({ length: 5 }, () => scene.open({ ...again, special: review })))
    await scene.open({ ...again, special: review })

    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(await ledgerOf(couponId)).toMatchObject({ spent: 1, left: 14 })
    for (const other of [plain, { kind: 'securityReview', objects: [['basket']] }]) {
      expect(await scene.open({ ...again, special: other })).toMatchObject({ code: 'message_id_reused' })
    }
    const ordinary = { ...again, subject: 'Сайт не открывается', text: 'После обновления белая страница' }
    expect(await ask('openTicket', ordinary, scene.admin)).toMatchObject({ code: 'message_id_reused' })
  })

  it('that does not fit its limits takes nothing', async () => {
    const six = ['1', '2', '3', '4', '5', '6']
    const wrong = [
      { kind: 'performanceReview', objects: [['главный'], six] },
      { kind: 'performanceReview', objects: [['главный', 'второй'], ['1']] },
      { kind: 'securityReview', objects: [six] },
    ]
    for (const one of wrong) expect(await scene.open({ special: one })).toMatchObject({ code: 'special_limits' })
    expect(await scene.open({ special: { kind: 'development', objects: [] } })).toMatchObject({
      code: 'special_kind_unknown',
    })
    const hostile = [
      { kind: '../x', objects: [] },
      { kind: null, objects: [['a'.repeat(201)]] },
      { kind: 'securityReview', objects: [['\0']] },
      { kind: 'securityReview', objects: [['  ']] },
      { kind: 'securityReview', objects: Array.from({ length: 11 }, () => ['x']) },
    ]
    for (const one of hostile) expect(await scene.open({ special: one })).toMatchObject({ code: 'invalid_input' })
    expect(await ledgerOf(couponId)).toMatchObject({ spent: 0, left: 15 })
  })

  it('is one problem: several of one text are no special requests', async () => {
    const piece = () => ({ ticketId: newId(), messageId: newId(), subject: 'Одно', text: 'Одно', special: plain })

    expect(await ask('openTickets', { tickets: [piece(), piece()] }, scene.admin)).toMatchObject({
      code: 'invalid_input',
    })
    expect(await ledgerOf(couponId)).toMatchObject({ spent: 0 })
  })

  it('goes to whoever is on duty, with their phone for the client', async () => {
    const hour = (shift: number) => new Date(Date.now() + shift * 3_600_000).toISOString()
    const dutyId = newId()
    await scene.world.call('addDuty', { dutyId, userId: 3, from: hour(-1), until: hour(1) }, scene.owner)
    const before = newId()
    await scene.open({ ticketId: before })
    expect(await special(before)).toMatchObject({ responsible: expect.any(String), phone: null })
    await scene.world.call('setPhone', { userId: 3, phone: '+380 44 123-45-67' }, scene.agent)
    const ticketId = newId()

    expect(await scene.open({ ticketId })).toMatchObject({ body: { summary: { status: 'inProgress' } } })
    expect(await special(ticketId)).toMatchObject({ phone: '+380 44 123-45-67', mayRefund: false })
    await scene.world.call('removeDuty', { dutyId }, scene.owner)
    const later = newId()
    expect(await scene.open({ ticketId: later })).toMatchObject({ body: { summary: { status: 'queued' } } })
    expect(await special(later)).toMatchObject({ responsible: null, phone: null })
    await scene.world.call('setPhone', { userId: 3, phone: null }, scene.owner)
  })

  it('tells its phone to the client’s people and the desk’s, and to nobody else; an ordinary ticket has none', async () => {
    const ticketId = newId()
    await scene.open({ ticketId })
    const { ticketId: ordinary } = await scene.ticket()

    expect(await special(ticketId, scene.agent)).toMatchObject({ coupon: { left: 14 } })
    expect(await special(ordinary)).toBeNull()
    expect(await ask('readSpecial', { ticketId }, await scene.world.enter('standard', 1))).toMatchObject({
      code: 'not_found',
    })
    expect(await ask('setPhone', { userId: 1, phone: '+1 23456' }, scene.agent)).toMatchObject({ code: 'lead_only' })
    expect(await ask('setPhone', { userId: 999, phone: null }, scene.owner)).toMatchObject({ code: 'person_unknown' })
    for (const phone of ['', 'позвоните', '12', '+'.repeat(9), '1'.repeat(41), '<b>12345</b>']) {
      expect(await ask('setPhone', { userId: 3, phone }, scene.agent)).toMatchObject({ code: 'invalid_input' })
    }
  })

  it('is given back by whoever leads the desk, once, with a reason that both sides read', async () => {
    const ticketId = newId()
    await scene.open({ ticketId })
    const refund = (token: string, reason = 'Открыто дважды') => ask('refundRequest', { ticketId, reason }, token)

    expect(await refund(scene.agent)).toMatchObject({ code: 'lead_only' })
    expect(await refund(await scene.world.enter('standard', 1))).toMatchObject({ code: 'not_found' })
    expect(await refund(scene.owner, '')).toMatchObject({ code: 'invalid_input' })
    const [one, other] = await Promise.all([refund(scene.owner), refund(scene.owner)])
    expect([one, other].filter(({ ok }) => ok)).toHaveLength(1)
    expect(await refund(scene.owner)).toMatchObject({ code: 'special_not_spent' })
    expect(await special(ticketId)).toMatchObject({
      refunded: { reason: 'Открыто дважды' },
      coupon: { spent: 0, left: 15 },
      mayRefund: false,
    })
    const { ticketId: ordinary } = await scene.ticket()
    expect(await ask('refundRequest', { ticketId: ordinary, reason: 'x' }, scene.owner)).toMatchObject({
      code: 'special_not_spent',
    })
    await prefixesAddUp(couponId)
  })
})

describe('T10 the last requests of a coupon', () => {
  it('the sixteenth is refused, and renewal brings a new coupon whose requests come after the old one’s', async () => {
    const couponId = await oneCoupon(1)
    const renewed = await scene.issue()
    await scene.enter(renewed.code)

    expect(await scene.open()).toMatchObject({ ok: true })
    expect(await ledgerOf(couponId)).toMatchObject({ state: 'usedUp', left: 0 })
    expect(await ledgerOf(renewed.couponId)).toMatchObject({ left: 15 })
    for (let spent = 0; spent < 15; spent += 1) expect(await scene.open()).toMatchObject({ ok: true })
    expect(await scene.open()).toMatchObject({ code: 'coupon_missing' })
    await prefixesAddUp(couponId)
    await prefixesAddUp(renewed.couponId)
  })

  it('of two that are live the one that ends first is used first', async () => {
    await oneCoupon(1)
    const yearAgo = new Date(Date.now() - 300 * 86_400_000).toISOString().slice(0, 10)
    const older = await scene.issue({ purchasedOn: yearAgo })
    await scene.enter(older.code)
    await scene.open()

    expect(await ledgerOf(older.couponId)).toMatchObject({ spent: 1, left: 14 })
  })

  it('a hundred at once take exactly what is left, over pages and where no portal’s row is in between', async () => {
    const couponId = await oneCoupon(10)
    const overPages = await Promise.all(Array.from({ length: 50 }, () => scene.open()))
    expect(overPages.filter(({ ok }) => ok)).toHaveLength(10)

    const second = await oneCoupon(10)
    const transaction = makeTransaction(scene.world.store.db, () => {})
    const actor = await scene.actorOf(scene.admin)
    const spends = Array.from({ length: 100 }, async (_, place) => {
      const opening = { deskId: scene.deskId, ticketId: newId(), number: `№ ${place}`, special: plain }
      try {
        return await transaction((unit) => ticketDeps.coupons.spend(unit, actor, opening))
      } catch (error) {
        if (error instanceof Refusal) return null
        throw error
      }
    })
    const taken = (await Promise.all(spends)).filter((one) => one !== null)
    expect(taken).toHaveLength(10)
    for (const id of [couponId, second]) {
      expect(await ledgerOf(id)).toMatchObject({ spent: 15, left: 0 })
      await prefixesAddUp(id)
    }
  })

  it('the database itself keeps the ledger: nothing is changed, taken out, or below nothing', async () => {
    const couponId = await oneCoupon()
    const run = (statement: string) => sql.raw(statement).execute(scene.world.store.db)

    await expect(run(`update coupon_entries set change = 20 where coupon_id = '${couponId}'`)).rejects.toThrow(
      'only grows',
    )
    await expect(run(`delete from coupon_entries where coupon_id = '${couponId}'`)).rejects.toThrow('only grows')
    await expect(
      run(`insert into coupon_entries values ('${couponId}', 2, 'spent', -1, -1, '${newId()}', now())`),
    ).rejects.toThrow('left_after')
  })
})
