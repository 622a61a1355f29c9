import type { RouteInput, RouteName } from '#contract/routes.ts'
import { connect } from '#test/server/situation.ts'
import type { Ground } from './ground.ts'
import type { Random } from './random.ts'
import { renewAnnouncement, renewBoxes, renewCoupons } from './renewAccess.ts'

const total = { minor: 7200_00, currency: 'RUB' }

/**
 * What the steps before have closed, used up and left is there again: the client at its partner, an open ticket, paid quanta, an
 * interval that can be disputed, a timer that runs, an order, a code, boxes, coupons, an announcement. Refusals do not matter, the next
 * time comes.
 */
export async function renew(ground: Ground, random: Random): Promise<void> {
  const { situation, things } = ground
  const { tokens, deskIds, world } = situation
  const ask = async <Name extends RouteName>(name: Name, input: RouteInput<Name>, role: keyof typeof tokens) => {
    const answer = await world.ask(name, input, ground.sessions.next(role))
    things.learn(input)
    if (answer.ok) things.learn(answer.body)
    return answer
  }
  await backToPartner(ground)
  const [ticketId, messageId] = [random.id(), random.id()]
  const opened = await ask(
    'openTicket',
    { ticketId, messageId, subject: 'Почта', text: 'Не приходят письма', wantsPerson: true },
    'admin',
  )
  if (opened.ok && opened.body.summary.deskId === deskIds.partner) {
    situation.tickets.partner = { ticketId, messageId }
    ground.ticketKinds.set(ticketId, 'partner')
    things.add('message', { ticketId, messageId })
  }
  const order = { deskId: deskIds.partner, planCode: 'prepaid', quanta: 12, total }
  // One that waits from the time before is found instead of a new one.
  const placed = await ask('placeOrder', { ...order, orderId: random.id() }, 'admin')
  const orderId = placed.ok ? placed.body.orderId : random.id()
  const payment = { orderId, documentNumber: random.id().slice(0, 8), documentDate: '2026-11-20', amount: total }
  await ask('recordPayment', payment, 'owner')
  await ask('placeOrder', { ...order, orderId: random.id() }, 'admin')
  await work(ask, ticketId, random)
  await ask('readAccount', { account: { side: 'client', deskId: deskIds.partner } }, 'admin')
  await renewBoxes(ask, ticketId, random)
  await renewCoupons(ask, ground, random)
  await renewAnnouncement(ask, random)
  const duty = { dutyId: random.id(), userId: 3, from: '2031-01-01T00:00:00Z', until: '2031-01-02T00:00:00Z' }
  await ask('addDuty', duty, 'lead')
  await ask('saveView', { viewId: random.id(), name: random.id(), query: { filter: 'mine' } }, 'agent')
  for (const role of ['owner', 'bureauOwner'] as const) {
    const code = await ask('issueCode', { maxUses: 5, expiresInDays: 30, clientStatus: 1, note: '' }, role)
    if (code.ok) things.add('code', code.body.code)
  }
}

type Ask = <Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
  role: 'agent' | 'integrator' | 'lead',
) => Promise<unknown>

/** One interval that is over and disputed, one that is over, one that runs. */
async function work(ask: Ask, ticketId: string, random: Random): Promise<void> {
  const disputeId = random.id()
  const intervals = [random.id(), random.id()]
  for (const intervalId of intervals) {
    await ask('startTimer', { ticketId, intervalId, stopsOther: true }, 'agent')
    await ask('stopTimer', { intervalId }, 'agent')
  }
  const [disputed = ''] = intervals
  await ask('disputeInterval', { intervalId: disputed, disputeId, reason: 'Работы не было' }, 'integrator')
  await ask('startTimer', { ticketId, intervalId: random.id(), stopsOther: true }, 'agent')
}

async function backToPartner({ situation, sessions }: Ground): Promise<void> {
  const { world, deskIds } = situation
  const support = await world.ask('readSupport', {}, sessions.next('admin'))
  if (!support.ok || support.body.entitlement.deskId === deskIds.partner) return
  try {
    await connect(world, sessions.next('admin'), sessions.next('owner'))
  } catch {
    // A notice period runs, or too many codes were tried: the next time.
  }
}
