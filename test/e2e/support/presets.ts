import type { RouteInput } from '#contract/routes.ts'
import { newId, type World } from '#test/support/world.ts'
import { idOf, type Stage, type Visit } from './stage.ts'
import { chooseTicket } from './steps.ts'

/** The partner goes by this preset before anybody connects to it. */
export async function partnerGoesBy(world: World, preset: string): Promise<void> {
  const owner = await world.enter('partner', 1)
  const { document } = await world.call('readRegulationDocument', { of: 'preset', preset }, owner)
  const { lastVersion } = await world.call('readRegulation', {}, owner)
  await world.call('publishRegulation', { document: { ...document }, effectiveAt: null, lastVersion }, owner)
}

type Opened = Partial<RouteInput<'openTicket'>> & { subject: string }

/** A ticket of the client's admin; returns its id. */
export async function openedByClient(world: World, ticket: Opened): Promise<string> {
  const ticketId = newId()
  const admin = await world.enter('client', idOf(world, 'client', 'admin'))
  await world.call('openTicket', { ticketId, messageId: newId(), text: 'Помогите, пожалуйста', ...ticket }, admin)
  return ticketId
}

/** When each clock of a ticket is due, in the order in which the pages have them; null: no time is promised. */
export async function deadlinesOf(world: World, ticketId: string): Promise<Record<string, string | null>> {
  const { clocks } = await world.call('readSla', { ticketId }, await world.enter('partner', 1))
  return Object.fromEntries(clocks.map(({ clock, promises }) => [clock, promises.at(-1)?.deadline ?? null]))
}

/** The client's and the desk's page of one ticket. */
export async function bothPagesOf(
  stage: Stage,
  subject: string,
  desk = 'partner',
): Promise<{ client: Visit; partner: Visit }> {
  const [client, partner] = await Promise.all([stage.open('client', 'admin'), stage.open(desk, 'owner')])
  await Promise.all([chooseTicket(client, subject), chooseTicket(partner, subject)])
  return { client, partner }
}
