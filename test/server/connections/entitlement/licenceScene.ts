import { expect } from 'vitest'
import type { TariffPreset } from '#test/portal/sandbox.ts'
import { eventually } from '#test/support/eventually.ts'
import { newId, startWorld, type World } from '#test/support/world.ts'
import { connect } from '../../situation.ts'

export type LicenceScene = Awaited<ReturnType<typeof startLicenceScene>>

/** A standard desk and a partner's; each story brings its own client. */
export async function startLicenceScene() {
  const world = await startWorld()
  const standardOwner = await world.install('standard', 'desk', 'standard')
  await world.install('partner', 'desk')
  return { world, standardOwner, ...actsIn(world) }
}

function actsIn(world: World) {
  const lockOf = async (ticketId: string, token: string) =>
    (await world.call('readTicket', { ticketId }, token)).summary.lock
  return {
    aPortal: (key: string, tariff: TariffPreset = 'pro') => addClient(world, key, tariff),
    /** Sessions of an hour ago are gone once a story has moved the clock. */
    connectTo: async (admin: string) => connect(world, admin, await world.enter('partner', 1)),
    support: (token: string) => world.call('readSupport', {}, token),
    memberIdOf: (key: string) => world.sandbox.portals[key]?.memberId ?? '',
    say: (ticketId: string, token: string) =>
      world.ask('sendMessage', { ticketId, messageId: newId(), text: 'ещё' }, token),
    lockOf,
    isLocked: (ticketId: string, token: string, lock: string | null) =>
      eventually(async () => expect(await lockOf(ticketId, token)).toBe(lock)),
  }
}

/** A client portal of its own, so that what one story leaves behind is nobody else's; its installation is over. */
async function addClient(world: World, key: string, tariff: TariffPreset): Promise<string> {
  const users = structuredClone(world.sandbox.portals.client.users)
  await world.sandbox.addPortal({ key, title: key, users, tariff })
  const admin = await world.install(key, 'client')
  await eventually(() => expect(world.sandbox.requests(key, 'placement.bind')).not.toHaveLength(0))
  return admin
}
