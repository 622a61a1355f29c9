import { newId, type World } from '#test/support/world.ts'
import { idOf } from './stage.ts'

/** What stories start from, made by the same calls that pages make. */

export async function installAll(world: World): Promise<void> {
  await world.install('standard', 'desk', 'standard')
  await world.install('client', 'client')
  await world.install('partner', 'desk')
}

export async function issueCodeBy(world: World, portal: string): Promise<string> {
  const owner = await world.enter(portal, 1)
  const { code } = await world.call('issueCode', { maxUses: 1, expiresInDays: 30, clientStatus: 1, note: '' }, owner)
  return code
}

export async function connectClient(world: World): Promise<void> {
  const code = await issueCodeBy(world, 'partner')
  const admin = await world.enter('client', idOf(world, 'client', 'admin'))
  const { stateToken } = await world.call('previewCode', { code }, admin)
  await world.call('activateCode', { code, stateToken }, admin)
}

/** A ticket of the client's admin at whoever answers now. */
export async function writeTicket(world: World, subject: string, text: string): Promise<string> {
  const admin = await world.enter('client', idOf(world, 'client', 'admin'))
  const ticketId = newId()
  await world.call('openTicket', { ticketId, messageId: newId(), subject, text }, admin)
  return ticketId
}

/** The desk takes the ticket and answers. */
export async function answerTicket(world: World, portal: string, ticketId: string, text: string): Promise<void> {
  const agent = await world.enter(portal, 1)
  await world.call('takeTicket', { ticketId }, agent)
  await world.call('sendMessage', { ticketId, messageId: newId(), text }, agent)
}

/** Whatever a person tries, by the refusal that answers it; undefined for what went through. */
export async function refusalsOf(
  world: World,
  who: { portal: string; role: string },
  attempts: [Parameters<World['ask']>[0], unknown][],
): Promise<(string | undefined)[]> {
  const token = await world.enter(who.portal, idOf(world, who.portal, who.role))
  return Promise.all(
    attempts.map(async ([name, input]) => {
      const answer = await world.ask(name, input, token)
      return answer.ok ? undefined : answer.code
    }),
  )
}

/** What the client's admin orders of the partner, paid at once: before that nobody works for it (E10). */
export async function payPartner(world: World): Promise<void> {
  const admin = await world.enter('client', idOf(world, 'client', 'admin'))
  const owner = await world.enter('partner', 1)
  const { deskId } = await world.call('readOffers', { account: { side: 'client', deskId: null } }, admin)
  const orderId = newId()
  const amount = { minor: 12 * 600_00, currency: 'RUB' }
  await world.call('placeOrder', { deskId, orderId, planCode: 'prepaid', quanta: 12, total: amount }, admin)
  const document = { documentNumber: '1', documentDate: '2026-01-31' }
  await world.call('recordPayment', { orderId, ...document, amount }, owner)
}
