import type { Announcement } from '#contract/announcements/types.ts'
import type { AccessAction } from '#contract/tickets/access.types.ts'
import { routes, type RouteName } from '#contract/routes.ts'
import type { Answer } from '#test/support/world.ts'
import type { Ground } from './ground.ts'
import { randomOf } from './random.ts'
import { isRecord } from './records.ts'

type Input = Record<string, unknown>
type Ask = <Name extends RouteName>(name: Name, input: unknown) => Promise<Answer<Name>>

/** What a page has read a moment before it asks, and what nobody can invent: the state, the number, the cursor. */
const parts: Partial<Record<RouteName, (ask: Ask, input: Input, ground: Ground) => Promise<Input>>> = {
  giveBox: boxFor('give'),
  refuseBox: boxFor('refuse'),
  endBox: boxFor('end'),
  lookIntoBox: boxFor('look'),
  startRemoteSession: boxFor('start'),
  endRemoteSession: boxFor('stop'),
  confirmBoxChanged: boxFor('confirm'),
  refundRequest: async (_ask, _input, { things }) =>
    things.has('specialTicket') ? { ticketId: things.pick('specialTicket', randomOf(1)) } : {},
  readCoupon: (ask) => newestCoupon(ask),
  revokeCoupon: (ask) => newestCoupon(ask),
  async closeAnnouncement(ask) {
    const answer = await ask('readAnnouncements', {})
    return newestUpdate(answer.ok ? answer.body.announcements.find(({ closed }) => closed === null) : undefined)
  },
  async updateAnnouncement(ask) {
    const answer = await ask('listAnnouncements', { limit: 30 })
    return newestUpdate(answer.ok ? answer.body.announcements.find(({ endedAt }) => endedAt === null) : undefined)
  },
  async setHolidayDeclined(ask) {
    const answer = await ask('readHolidays', {})
    const [proposal] = answer.ok ? answer.body.holidays : []
    return proposal === undefined ? {} : { holiday: proposal.holiday }
  },
  activateCode: async (ask, { code }) => stateTokenIn(await ask('previewCode', { code })),
  returnToStandard: async (ask) => stateTokenIn(await ask('readSupport', {})),
  reconnectDesk: async (ask) => stateTokenIn(await ask('readSupport', {})),
  cancelOrder: (ask) => openOrder(ask, 'client'),
  sendInvoice: (ask) => openOrder(ask, 'desk'),
  async continueAuditExport(ask) {
    const answer = await ask('exportAudit', { filter: {}, language: 'ru' })
    return answer.ok && answer.body.next !== null ? { next: answer.body.next } : {}
  },
  async publishRegulation(ask) {
    const answer = await ask('readRegulation', {})
    return answer.ok ? { lastVersion: answer.body.lastVersion } : {}
  },
  /** To the newest version that anybody can go by: whoever has it already is refused, and after a publication somebody has not. */
  async moveConnections(ask, { connectionId }) {
    const [regulation, clients] = [await ask('readRegulation', {}), await ask('listConnections', {})]
    if (!regulation.ok || !clients.ok) return {}
    const newest = regulation.body.versions.find(({ state }) => state !== 'withdrawn')
    const alive = clients.body.connections.find(({ endedAt }) => endedAt === null)
    return {
      ...(newest !== undefined && { version: newest.version }),
      ...(connectionId !== null && alive !== undefined && { connectionId: alive.connectionId }),
    }
  },
  async withdrawRegulation(ask) {
    const answer = await ask('readRegulation', {})
    return answer.ok && answer.body.coming !== null ? { version: answer.body.coming.version } : {}
  },
}

export async function freshParts(ground: Ground, name: RouteName, input: Input, token: string): Promise<Input> {
  const ask: Ask = (asked, said) => ground.situation.world.ask(asked, said, token)
  const { input: schema } = routes[name]
  const isPaged = 'entries' in schema && 'cursor' in schema.entries && input['cursor'] !== undefined
  if (!isPaged) return (await parts[name]?.(ask, input, ground)) ?? {}
  const { cursor: _none, ...first } = input
  const page = await ask(name, { ...first, limit: 1 })
  const body: unknown = page.ok ? page.body : null
  const next = isRecord(body) ? body['nextCursor'] : undefined
  return typeof next === 'string' ? { cursor: next } : {}
}

/** A box of the newest ticket with which this person may do so. */
function boxFor(action: AccessAction) {
  return async (ask: Ask, _input: Input, { situation }: Ground): Promise<Input> => {
    const { ticketId } = situation.tickets.partner
    const answer = await ask('readTicket', { ticketId })
    const box = answer.ok ? answer.body.boxes?.find(({ can }) => can.includes(action)) : undefined
    return box === undefined ? {} : { ticketId, accessId: box.accessId }
  }
}

async function newestCoupon(ask: Ask): Promise<Input> {
  const answer = await ask('listCoupons', { state: 'live', limit: 1 })
  const coupon = answer.ok ? answer.body.coupons[0] : undefined
  return coupon === undefined ? {} : { couponId: coupon.couponId }
}

function newestUpdate(one: Pick<Announcement, 'announcementId' | 'updates'> | undefined): Input {
  return one === undefined ? {} : { announcementId: one.announcementId, number: one.updates[0]?.number ?? 1 }
}

async function openOrder(ask: Ask, side: 'client' | 'desk'): Promise<Input> {
  const answer = await ask('listOrders', { side, status: 'open', limit: 1 })
  const order = answer.ok ? answer.body.orders[0] : undefined
  return order === undefined ? {} : { orderId: order.orderId }
}

function stateTokenIn(answer: Answer<'previewCode'> | Answer<'readSupport'>): Input {
  return answer.ok ? { stateToken: answer.body.stateToken } : {}
}
