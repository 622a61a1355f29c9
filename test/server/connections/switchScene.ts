import { newId, startWorld } from '#test/support/world.ts'

export type SwitchScene = Awaited<ReturnType<typeof startSwitchScene>>

/** A client between the standard desk and a partner's. */
export async function startSwitchScene() {
  const world = await startWorld()
  const standardOwner = await world.install('standard', 'desk', 'standard')
  const owner = await world.install('partner', 'desk')
  const admin = await world.install('client', 'client')
  const goBack = async () => {
    const { stateToken } = await world.call('readSupport', {}, admin)
    return world.call('returnToStandard', { stateToken }, admin)
  }
  return {
    world,
    admin,
    owner,
    standardOwner,
    memberId: () => world.sandbox.portals.client.memberId,
    say: (ticketId: string, token: string) =>
      world.ask('sendMessage', { ticketId, messageId: newId(), text: 'ещё' }, token),
    goBack,
    /** As each story begins: no code was tried, and nobody is connected. */
    async beginAnew() {
      await world.store.db.deleteFrom('activation_attempts').execute()
      const { connection } = await world.call('readSupport', {}, admin)
      if (connection !== null) await goBack()
    },
  }
}
