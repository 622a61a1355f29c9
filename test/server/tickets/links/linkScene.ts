import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { RouteInput } from '#contract/routes.ts'
import type { TicketEvent } from '#contract/tickets/types.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { connectedUnderNewest } from '#test/support/onNewest.ts'
import { paceByHand } from '#test/support/paceByHand.ts'
import { startScene, type Scene } from '../scene.ts'

/** A client at a partner that promises answers around the clock, so that no test depends on the hour at which it runs. */
export async function startLinkScene(): Promise<Scene> {
  const scene = await startScene(paceByHand())
  const { world, owner } = scene
  const { lastVersion } = await world.call('readRegulation', {}, owner)
  const { always } = saasSupport.calendars
  const calendars = { ...saasSupport.calendars, office: always ?? saasSupport.calendars['office'] }
  await world.call(
    'publishRegulation',
    { document: { ...saasSupport, calendars }, effectiveAt: null, lastVersion },
    owner,
  )
  await connectedUnderNewest(world.store.db)
  return scene
}

type Opened = { ticketId: string; messageId: string }

const id = () => randomUUID()

export function linking({ world, admin, agent }: Scene) {
  async function open(text: string): Promise<Opened> {
    const ids = { ticketId: id(), messageId: id() }
    await world.call('openTicket', { ...ids, subject: text.slice(0, 60), text }, admin)
    return ids
  }
  return {
    id,
    open,
    async taken(text: string): Promise<Opened> {
      const ids = await open(text)
      await world.call('takeTicket', { ticketId: ids.ticketId }, agent)
      return ids
    },
    say: (ticketId: string, text: string, token: string, messageId = id()) =>
      world.call('sendMessage', { ticketId, messageId, text }, token),
    split: (ticketId: string, pieces: Partial<RouteInput<'splitTicket'>['pieces'][number]>[], token = agent) => {
      const whole = pieces.map((piece) => ({
        linkId: id(),
        ticketId: id(),
        subject: 'Второе',
        category: 'incident' as const,
        priority: 'medium' as const,
        messages: [],
        ...piece,
      }))
      return world.ask('splitTicket', { ticketId, pieces: whole }, token)
    },
    merge: (ticketId: string, intoTicketId: string, { linkId = id(), token = agent } = {}) =>
      world.ask('mergeTicket', { linkId, ticketId, intoTicketId }, token),
    undo: (linkId: string, ticketId: string, { undoId = id(), token = agent } = {}) =>
      world.ask('undoLink', { linkId, ticketId, undoId }, token),
    view: (ticketId: string, token = agent) => world.call('readTicket', { ticketId }, token),
    async events(ticketId: string, token = agent): Promise<TicketEvent[]> {
      return (await world.call('readEvents', { ticketId, limit: 200 }, token)).events
    },
    async texts(ticketId: string, token = agent): Promise<string[]> {
      const { events } = await world.call('readEvents', { ticketId, limit: 200 }, token)
      return events.flatMap((event) => (event.type === 'message.sent' ? [event.message.text] : []))
    },
    clocks: async (ticketId: string) => (await world.call('readSla', { ticketId }, agent)).clocks,
    async earlier(ticketId: string, minutes: number): Promise<void> {
      await sql`update tickets set opened_at = opened_at - ${minutes} * interval '1 minute',
                       queued_at = queued_at - ${minutes} * interval '1 minute' where ticket_id = ${ticketId}`.execute(
        world.store.db,
      )
    },
  }
}
