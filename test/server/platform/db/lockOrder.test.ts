import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lockAccount } from '#server/billing/accounts/accounts.sql.ts'
import { linkCompany } from '#server/billing/invoices/companies.commands.ts'
import { placeOrder } from '#server/billing/orders/orders.commands.ts'
import { sendCode } from '#server/connections/codes/codes.commands.ts'
import { insertCode, lockCode } from '#server/connections/codes/codes.sql.ts'
import { lockDesk, setStaff } from '#server/desks/feature.ts'
import { addDuty, removeDuty } from '#server/desks/duty.commands.ts'
import { lockMember } from '#server/desks/staff.sql.ts'
import { theSystem } from '#server/platform/actor.ts'
import { openStore, type Store } from '#server/platform/db/db.ts'
import { makeTransaction, type UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Refusal } from '#server/platform/refusal.ts'
import { lockPortal } from '#server/portals/feature.ts'
import { quantumMaintenance } from '#server/regulations/presets/quantumMaintenance.ts'
import { saveDue } from '#server/tickets/deadlines/due.sql.ts'
import { lockTickets, unlockTickets } from '#server/tickets/locks/locks.commands.ts'
import { moveTicket } from '#server/tickets/moves.commands.ts'
import { recordContact } from '#server/tickets/offlineContact.commands.ts'
import { openTicket } from '#server/tickets/openTicket.commands.ts'
import { startTimerOn } from '#server/tickets/timers/timers.commands.ts'
import { lockTicket } from '#server/tickets/tickets.sql.ts'
import { cloneDatabase } from '#test/support/database.ts'
import { untilSomebodyWaits } from '#test/support/locks.ts'
import { rejectionOf } from '#test/support/refusals.ts'
import { customerPorts, ticketDeps } from '#test/support/ticketDeps.ts'
import { openBillingStage, type BillingStage, type Pair } from '../../billing/billingStage.ts'

const monday = new Date('2026-03-02T07:00:00Z')
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000)
const month = { unit: 'days', count: 30 } as const

let database: Awaited<ReturnType<typeof cloneDatabase>>
let stage: BillingStage
let store: Store
let pair: Pair
let repeated: unknown[] = []

beforeAll(async () => {
  database = await cloneDatabase()
  stage = await openBillingStage(database.url)
  store = openStore(database.url, 20)
  pair = await stage.openClient(await stage.openDesk(quantumMaintenance))
}, 60_000)
afterAll(async () => {
  await store.close()
  await stage.close()
  await database.drop()
})

const at = minutes(5)
const work = <Result>(act: (unit: UnitOfWork) => Promise<Result>) =>
  makeTransaction(
    store.db,
    () => {},
    (error) => repeated.push(error),
  )(act, at)

/** Who has to wait for a lock fails instead. */
const impatiently = <Result>(act: (unit: UnitOfWork) => Promise<Result>) =>
  work(async (unit) => {
    await sql`set local lock_timeout = '2s'`.execute(unit.tx)
    return act(unit)
  })

const customers = { ...customerPorts, syncLater: async () => {} }
const contact = (ticketId: string) => ({
  ticketId,
  messageId: randomUUID(),
  way: 'phone' as const,
  text: 'Договорились о времени',
})
const accountOf = ({ desk, client }: Pair) => ({ deskId: desk.deskId, memberId: client.memberId })

/** A client with a paid package and this many tickets, by their ids. */
async function openClient(tickets: number) {
  const own = await stage.openClient(pair.desk)
  await stage.pay(monday, own, 12, month)
  const ticketIds: string[] = []
  for (let i = 0; i < tickets; i++) ticketIds.push(await stage.openTicket(minutes(1), own))
  return { own, ticketIds: ticketIds.toSorted() }
}

describe('whoever holds a portal or a desk keeps nobody from', () => {
  it('a second entry in a ticket of theirs, for which PostgreSQL checks keys that have not changed', async () => {
    const { own, ticketIds } = await openClient(1)

    await work(async (unit) => {
      await lockPortal(unit, own.client.memberId)
      await lockDesk(unit, own.desk.deskId)
      await impatiently((other) => recordContact(other, ticketDeps, own.desk.owner, contact(ticketIds[0] ?? '')))
    })
  })

  it('a row that names the portal', async () => {
    const { own } = await openClient(0)
    const { memberId } = own.client

    await work(async (unit) => {
      await lockPortal(unit, memberId)
      await impatiently((other) =>
        linkCompany(other, customers, own.desk.owner, { memberId, company: { companyId: 17, title: 'Фирма' } }),
      )
    })
  })
})

/** Somebody who keeps the order has the first row when the act begins, and takes the second one while it waits. */
async function inOrder(
  first: (unit: UnitOfWork) => Promise<unknown>,
  act: (unit: UnitOfWork) => Promise<unknown>,
  second: (unit: UnitOfWork) => Promise<unknown>,
): Promise<Refusal | undefined> {
  repeated = []
  let acting: Promise<unknown> = Promise.resolve()
  await work(async (unit) => {
    await first(unit)
    acting = work(act)
    acting.catch(() => {})
    await untilSomebodyWaits(stage.db())
    await second(unit)
  })
  const refusal = await rejectionOf(acting)
  expect(repeated).toEqual([])
  return refusal
}

describe('the order of the locks is kept by', () => {
  it('tickets that open up again, which come after their account', async () => {
    const { own, ticketIds } = await openClient(2)
    const [one = '', two = ''] = ticketIds
    // The later one is resolved, and those are opened up first.
    await stage.move(minutes(2), own, two, { type: 'take' })
    await stage.move(minutes(2), own, two, { type: 'resolve', message: { messageId: randomUUID(), text: 'Готово' } })
    await stage.lock(minutes(3), own)

    const refusal = await inOrder(
      async (unit) => {
        await lockAccount(unit, accountOf(own))
        await lockTicket(unit, one)
      },
      (unit) => unlockTickets(unit, ticketDeps, accountOf(own), theSystem),
      (unit) => lockTicket(unit, two),
    )

    expect(refusal).toBeUndefined()
  })

  it('a code that is sent, which comes before its desk', async () => {
    const codeId = await issueCode()
    const sending = { codeId, codeHash: Buffer.from('another'), sealedCode: '' }

    const refusal = await inOrder(
      (unit) => lockCode(unit, codeId),
      (unit) => sendCode(unit, { notifyLater: async () => {} }, pair.desk.owner, pair.desk.deskId, sending),
      (unit) => lockDesk(unit, pair.desk.deskId),
    )

    expect(refusal?.code).toBe('code_wrong')
  })

  it('a duty that is taken away, which comes after its person', async () => {
    const { owner, deskId } = pair.desk
    const person = { userId: 77, name: 'Дежурный', photo: null }
    const duty = { dutyId: randomUUID(), kind: 'standIn' as const, userId: 77, from: minutes(60), until: minutes(120) }
    await work((unit) => setStaff(unit, owner, deskId, { person, role: 'agent' }))
    await work((unit) => addDuty(unit, owner, deskId, duty))

    const refusal = await inOrder(
      (unit) => lockMember(unit, deskId, 77),
      (unit) => removeDuty(unit, owner, deskId, duty.dutyId),
      (unit) => setStaff(unit, owner, deskId, { person, role: null }),
    )

    expect(refusal?.code).toBe('not_found')
  })
})

async function issueCode(): Promise<string> {
  const codeId = randomUUID()
  const ended = { revokedAt: null, revokedBy: null, sent: null, delivered: null }
  const issued = {
    codeId,
    deskId: pair.desk.deskId,
    lastGroup: 'AAAA',
    portal: null,
    portalMemberId: null,
    maxUses: 1,
    used: 0,
    clientStatus: 1,
    plans: null,
  }
  const by = { note: '', issuedBy: 'Owner', issuedAt: monday, expiresAt: minutes(9999) }
  await work((unit) => insertCode(unit, { ...issued, ...by, ...ended }, Buffer.from(codeId)))
  return codeId
}

describe('the dates of the queue', () => {
  it('leave out whose ticket somebody holds, and wait for one that is alone', async () => {
    const { ticketIds } = await openClient(2)
    const [one = '', two = ''] = ticketIds
    const due = ticketIds.map((ticketId) => ({ ticketId, dueAt: minutes(60) }))

    const saved = await work(async (unit) => {
      await lockTicket(unit, two)
      return impatiently((other) => saveDue(other, due))
    })
    const alone = await work((unit) => saveDue(unit, due.slice(1)))

    expect(saved).toEqual({ changed: [one], held: [two] })
    expect(alone).toEqual({ changed: [two], held: [] })
    expect(await work((unit) => saveDue(unit, due))).toEqual({ changed: [], held: [] })
  })
})

it('sixteen commands at once on the same portals, accounts and tickets never wait in a circle', async () => {
  const clients = [await openClient(4), await openClient(4)]
  const { owner, deskId } = pair.desk
  const total = { minor: 7200_00, currency: 'RUB' }
  let drawn = 0
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[(drawn += 7) % items.length]
  const commands = [
    (unit: UnitOfWork, ticketId: string) => recordContact(unit, ticketDeps, owner, contact(ticketId)),
    (unit: UnitOfWork, ticketId: string) => moveTicket(unit, ticketDeps, owner, ticketId, { type: 'take' }, true),
    (unit: UnitOfWork, ticketId: string) => moveTicket(unit, ticketDeps, owner, ticketId, declining(), true),
    (unit: UnitOfWork, ticketId: string, { client }: Pair) =>
      moveTicket(unit, ticketDeps, client.admin, ticketId, { type: 'reopen' }, true),
    (unit: UnitOfWork, ticketId: string, own: Pair) =>
      startTimerOn(unit, ticketDeps, stage.agent(own, 100 + (drawn % 5)), {
        ticketId,
        intervalId: randomUUID(),
        stopsOther: true,
      }),
    async (unit: UnitOfWork, _ticketId: string, { client }: Pair) => {
      await lockPortal(unit, client.memberId)
      await openTicket(unit, ticketDeps, client.admin, opening(), { deskId, hasPeople: true })
    },
    async (unit: UnitOfWork, _ticketId: string, own: Pair) => {
      await lockPortal(unit, own.client.memberId)
      await lockTickets(unit, ticketDeps, { ...accountOf(own), reason: 'left_desk' }, theSystem)
    },
    async (unit: UnitOfWork, _ticketId: string, own: Pair) => {
      await lockPortal(unit, own.client.memberId)
      await unlockTickets(unit, ticketDeps, accountOf(own), theSystem)
    },
    (unit: UnitOfWork, _ticketId: string, { client }: Pair) =>
      linkCompany(unit, customers, owner, {
        memberId: client.memberId,
        company: { companyId: 1 + (drawn % 3), title: String(drawn) },
      }),
    async (unit: UnitOfWork, _ticketId: string, { client }: Pair) => {
      const orderId = randomUUID()
      await placeOrder(unit, customers, client.admin, { deskId, orderId, planCode: 'prepaid', quanta: 12, total })
      const payment = { orderId, documentNumber: orderId, documentDate: '2026-03-01', amount: total }
      await stage.billing.payments.recordPayment(unit, owner, payment)
    },
    (unit: UnitOfWork, _ticketId: string, { client }: Pair) =>
      setStaff(unit, owner, deskId, { person: { ...owner, userId: 200, name: client.memberId }, role: 'agent' }),
    (unit: UnitOfWork) =>
      saveDue(
        unit,
        clients.flatMap(({ ticketIds }) => ticketIds).map((ticketId) => ({ ticketId, dueAt: minutes((drawn += 1)) })),
      ),
  ]
  repeated = []

  const writer = async (number: number) => {
    for (let i = 0; i < 25; i++) {
      const { own, ticketIds } = pick(clients) ?? { own: pair, ticketIds: [] }
      const command = commands[(number + i * 5) % commands.length]
      const ticketId = pick(ticketIds) ?? ''
      await rejectionOf(work(async (unit) => void (await command?.(unit, ticketId, own))))
    }
  }
  await Promise.all(Array.from({ length: 16 }, (_, number) => writer(number)))

  expect(repeated).toEqual([])
}, 120_000)

function declining() {
  return { type: 'decline', message: { messageId: randomUUID(), text: 'Не наше' }, reason: 'вне рамок' } as const
}

function opening() {
  return { ticketId: randomUUID(), messageId: randomUUID(), subject: 'Почта', text: 'Не приходят письма' }
}
