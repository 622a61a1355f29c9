import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#test/support/world.ts'
import { startCouponScene, type CouponScene } from './couponScene.ts'

let scene: CouponScene
beforeAll(async () => {
  scene = await startCouponScene()
  const { code } = await scene.issue()
  await scene.enter(code)
  await scene.world.call('setStaff', { userId: 2, role: 'lead' }, scene.owner)
}, 60_000)
afterAll(() => scene.world.stop())
beforeEach(() => scene.world.turn())

const tag = (ticketId: string) => `OPORA|SPECIAL|${ticketId}`
const bell = (portal: string, ticketId: string) =>
  scene.world.sandbox.notifications(portal).filter((one) => one.tag === tag(ticketId))
const onDuty = async (userId: number) => {
  const at = (shift: number) => new Date(Date.now() + shift * 3_600_000).toISOString()
  const dutyId = newId()
  await scene.world.call('addDuty', { dutyId, userId, from: at(-1), until: at(1) }, scene.owner)
  return () => scene.world.call('removeDuty', { dutyId }, scene.owner)
}

describe('T10, D4 who is told of a special request', () => {
  it('without anybody on duty everybody who could take it, and who leads, at once', async () => {
    const ticketId = newId()
    await scene.open({ ticketId })
    await scene.world.turn()

    expect(bell('partner', ticketId).map(({ userId }) => userId)).toEqual(expect.arrayContaining([2, 3]))
    expect(bell('partner', ticketId)[0]?.message).toContain('за час')
    expect(bell('client', ticketId)).toEqual([])
  })

  it('whoever is on duty and who leads; the client gets the phone of whoever is responsible, once a person', async () => {
    await scene.world.call('setPhone', { userId: 3, phone: '+380 44 123-45-67' }, scene.owner)
    const off = await onDuty(3)
    const ticketId = newId()
    await scene.open({ ticketId })
    await scene.world.turn()

    expect(new Set(bell('partner', ticketId).map(({ userId }) => userId))).toEqual(new Set([2, 3]))
    expect(bell('client', ticketId)).toEqual([expect.objectContaining({ userId: 1 })])
    expect(bell('client', ticketId)[0]?.message).toContain('+380 44 123-45-67')
    await scene.world.call('assignTicket', { ticketId, userId: 1 }, scene.owner)
    await scene.world.call('assignTicket', { ticketId, userId: 3 }, scene.owner)
    await scene.world.turn()
    expect(bell('client', ticketId)).toHaveLength(1)
    await off()
  })

  it('of an ordinary ticket nobody is told in that way', async () => {
    const { ticketId } = await scene.ticket()
    await scene.world.turn()

    expect([...bell('partner', ticketId), ...bell('client', ticketId)]).toEqual([])
  })
})

describe('T10, D4 what a client is told of its coupons', () => {
  const all = (portal: string) =>
    scene.world.sandbox.notifications(portal).filter((one) => one.tag.startsWith('OPORA|COUPON|'))
  let before: Record<string, number> = {}
  const said = (portal: string) => all(portal).slice(before[portal])
  const named = (portal = 'client') => scene.world.sandbox.portals[portal]?.memberId ?? ''
  beforeEach(() => {
    before = Object.fromEntries(['client', 'partner', 'standard'].map((portal) => [portal, all(portal).length]))
  })

  it('that one was issued for its portal, and never the coupon itself', async () => {
    const { code } = await scene.issue({ portal: named() })
    await scene.world.turn()

    const messages = said('client').map(({ message }) => message)
    expect(said('client').map(({ userId }) => userId)).toEqual(expect.arrayContaining([1, 3]))
    for (const message of messages) {
      expect(message).toMatch(/Вам выписан купон, спецобращений: 15, действует по \d+ \S+ 20\d\d г\./)
      for (const group of code.split('-').slice(1)) expect(message).not.toContain(group)
    }
    expect(said('partner')).toEqual([])
  })

  it('nothing of one that is open to anybody, that was revoked meanwhile, or of a desk that does not answer it', async () => {
    await scene.issue()
    const { couponId } = await scene.issue({ portal: named() })
    await scene.world.call('revokeCoupon', { couponId, reason: 'Не тому' }, scene.owner)
    await scene.world.turn()
    expect(said('client')).toEqual([])

    await scene.issue({ portal: named('standard') })
    await scene.world.turn()
    expect(said('standard')).toEqual([])
  })

  it('that a request came back to it, with the reason and what is left', async () => {
    const { code } = await scene.issue()
    await scene.enter(code)
    const ticketId = newId()
    await scene.open({ ticketId })
    await scene.world.turn()
    expect(said('client')).toEqual([])
    const left = await scene.left()
    await scene.world.call('refundRequest', { ticketId, reason: 'Открыто [b]дважды[/b]' }, scene.owner)
    await scene.world.turn()

    const { summary } = await scene.world.call('readTicket', { ticketId }, scene.admin)
    const [told] = said('client')
    expect(told?.message).toContain(`Спецобращение ${summary.number} возвращено на купон, осталось: `)
    expect(told?.message).toContain('Причина: Открыто')
    expect(told?.message).not.toContain('[b]дважды')
    expect(await scene.left()).toBe(left + 1)
  })

  it('nothing where its admin has switched it off', async () => {
    const switched = (isOn: boolean) =>
      sql`update portals set notice_billing = ${isOn} where member_id = ${named()}`.execute(scene.world.store.db)
    await switched(false)
    await scene.issue({ portal: named() })
    await scene.world.turn()

    expect(said('client')).toEqual([])
    await switched(true)
  })
})
