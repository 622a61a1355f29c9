import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TariffPreset } from '#test/portal/sandbox.ts'
import { startWorld, type World } from '#test/support/world.ts'
import { openTicket } from '../../situation.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
  await world.install('standard', 'desk', 'standard')
  await world.install('partner', 'desk')
}, 60_000)
afterAll(() => world.stop())

/** A client portal of its own for each story. */
async function aPortal(key: string, tariff: TariffPreset = 'pro') {
  const users = structuredClone(world.sandbox.portals.client.users)
  await world.sandbox.addPortal({ key, title: key, users, tariff })
  return world.install(key, 'client')
}
const support = (token: string) => world.call('readSupport', {}, token)
const memberIdOf = (key: string) => world.sandbox.portals[key]?.memberId ?? ''

describe('E1 the edition of a box', () => {
  it('is professional until the owner of its desk says enterprise, and the page follows at once', async () => {
    const admin = await aPortal('boxed', 'box')
    const memberId = memberIdOf('boxed')
    const declare = async (portal: string, isEnterprise: boolean) =>
      world.ask('setBoxEdition', { memberId, isEnterprise }, await world.enter(portal, 1))

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
    const admin = await aPortal('cloudy')
    await openTicket(world, admin, 'мы в облаке')
    const input = { memberId: memberIdOf('cloudy'), isEnterprise: true }

    expect(await world.ask('setBoxEdition', input, await world.enter('standard', 1))).toMatchObject({
      code: 'not_a_box',
    })
  })
})
