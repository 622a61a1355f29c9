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
