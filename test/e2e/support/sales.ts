import { afterAll } from 'vitest'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saasSupport } from '#server/regulations/presets/saasSupport.ts'
import { now } from '#server/platform/clock.ts'
import { hashToken } from '#server/platform/http/session.ts'
import { loadActor } from '#server/desks/actor.queries.ts'
import { startTimerOn, stopTimerBy } from '#server/tickets/timers/timers.commands.ts'
import { startTelling, type Teller, type Told } from '#test/demo/teller.ts'
import { clientPeople } from '#test/portal/people.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
import { environment, newId, type World } from '#test/support/world.ts'
import { idOf, type Stage } from './stage.ts'
import { useStage } from './story.ts'

export const MINUTE = 60_000
export const DAY = 86_400_000

/** A portal of its own that has bought from the partner; `shownAs` is what the desk's pages call it. */
export interface Buyer {
  portal: string
  admin: Teller
  shownAs: string
}

/** What billing stories start from, told by the product's own commands at whatever instant it is said to have happened. */
export interface Sales {
  told: Told
  owner: Teller
  lead: Teller
  agent: Teller
  newBuyer: () => Promise<Buyer>
  /** An order of the client's admin at the plan's price; returns its id. */
  order: (buyer: Buyer, quanta: number, at: Date) => Promise<string>
  /** An order, paid by hand at this instant; its package lives for 30 days from then on. */
  buy: (buyer: Buyer, quanta: number, at: Date) => Promise<void>
  /** A ticket that the agent has taken. */
  ticket: (buyer: Buyer, subject: string, at: Date) => Promise<string>
  start: (ticketId: string, at: Date) => Promise<string>
  /** From the start of the timer to its stop; returns the interval's id. */
  work: (ticketId: string, minutes: number, at: Date) => Promise<string>
}

/** A stage on which the partner sells, and what else the stories of one file start from. */
export function useSales(prepare: (sales: Sales) => Promise<void> = async () => {}): {
  stage: Stage
  selling: () => Sales
} {
  const held: { sales?: Sales } = {}
  const stage = useStage(async ({ world }) => {
    held.sales = await openSales(world)
    await prepare(held.sales)
  })
  afterAll(() => held.sales?.told.close())
  return {
    stage,
    selling() {
      if (held.sales === undefined) throw new Error('Nothing is sold yet')
      return held.sales
    },
  }
}

export function ago(milliseconds: number): Date {
  return new Date(now().getTime() - milliseconds)
}

/** The desks are two months old; the partner sells around the clock, so that the stories do not depend on the hour. */
async function openSales(world: World): Promise<Sales> {
  const { sandbox } = world
  const told = await startTelling(environment(world.databaseUrl, world.dataDir, sandbox), sandbox)
  const { tell } = told
  const of = (portal: string, role: string): Teller => ({ portal, userId: idOf(world, portal, role) })
  const [owner, lead, agent] = [of('partner', 'owner'), of('partner', 'lead'), of('partner', 'firstAgent')]
  await told.install(of('standard', 'owner'), ago(61 * DAY), { choice: 'desk', kind: 'standard' })
  await told.install(owner, ago(60 * DAY), { choice: 'desk' })
  await tell(owner, ago(60 * DAY), 'publishRegulation', {
    document,
    effectiveAt: null,
    concerns: { who: 'new' },
    lastVersion: 1,
  })
  await tell(owner, ago(60 * DAY), 'setStaff', { userId: lead.userId, role: 'lead' })
  await tell(owner, ago(60 * DAY), 'setStaff', { userId: agent.userId, role: 'agent' })
  await sandbox.markInstalled('standard')
  await sandbox.markInstalled('partner')
  let buyers = 0

  const sales: Sales = {
    told,
    owner,
    lead,
    agent,
    async newBuyer() {
      buyers += 1
      const portal = `buyer${buyers}`
      await sandbox.addPortal({ key: portal, title: 'Мята', users: structuredClone(clientPeople) })
      const admin = of(portal, 'admin')
      const at = ago(59 * DAY)
      await told.install(admin, at, { choice: 'client' })
      const terms = { maxUses: 1, expiresInDays: 30, clientStatus: 1, note: '' }
      const { code } = await tell(owner, at, 'issueCode', terms)
      const { stateToken } = await tell(admin, at, 'previewCode', { code })
      await tell(admin, at, 'activateCode', { code, stateToken })
      await sandbox.markInstalled(portal)
      const { hostname, port } = new URL(sandbox.portals[portal]?.origin ?? '')
      return { portal, admin, shownAs: `${hostname}:${port}` }
    },
    async order({ admin }, quanta, at) {
      const orderId = newId()
      const { deskId } = await tell(admin, at, 'readOffers', { account: { side: 'client', deskId: null } })
      const total = { minor: quanta * 600_00, currency: 'RUB' }
      await tell(admin, at, 'placeOrder', { deskId, orderId, planCode: 'prepaid', quanta, total })
      return orderId
    },
    async buy(buyer, quanta, at) {
      const orderId = await sales.order(buyer, quanta, at)
      const amount = { minor: quanta * 600_00, currency: 'RUB' }
      const documentDate = at.toISOString().slice(0, 10)
      await tell(owner, at, 'recordPayment', { orderId, documentNumber: newId().slice(0, 8), documentDate, amount })
    },
    async ticket({ admin }, subject, at) {
      const ticketId = newId()
      await tell(admin, at, 'openTicket', { ticketId, messageId: newId(), subject, text: '`503`' })
      await tell(agent, at, 'takeTicket', { ticketId })
      return ticketId
    },
    async start(ticketId, at) {
      const intervalId = newId()
      await tell(agent, at, 'startTimer', { ticketId, intervalId, stopsOther: false })
      return intervalId
    },
    async work(ticketId, minutes, at) {
      const intervalId = newId()
      const stoppedAt = new Date(at.getTime() + minutes * MINUTE)
      const token = await world.enter(agent.portal, agent.userId)
      const actor = await loadActor(world.store.db, hashToken(token), now(), null)
      // At once, or the server would find a timer in between that has run since then.
      await world.transaction(async (unit) => {
        await startTimerOn(unit, ticketDeps, actor, { ticketId, intervalId, stopsOther: false })
        await stopTimerBy({ ...unit, at: stoppedAt }, ticketDeps, actor, intervalId)
      }, at)
      return intervalId
    },
  }
  return sales
}

const document = {
  ...quantumMaintenance,
  calendars: { ...quantumMaintenance.calendars, office: saasSupport.calendars['always'] ?? {} },
  // What was ordered weeks ago is still there to be paid.
  orders: { lapseDays: 90 },
  work: {
    ...quantumMaintenance.work,
    timer: { askAfterIdleMinutes: 1440, stopAfterMinutes: 120, askBeforeDayEndsMinutes: null },
  },
}
