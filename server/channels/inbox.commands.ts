import { now } from '#server/platform/clock.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import type { Log } from '#server/platform/log.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { findTicketsOfDesk } from '#server/tickets/answers.queries.ts'
import { noteInTicket } from '#server/tickets/feature.ts'
import { probeArrived } from './accounts.commands.ts'
import { findAccount, listOwnAddresses, type AccountRow } from './accounts.sql.ts'
import type { Account, Channel, Decision, FoundTicket, Incoming, Known } from './channel.port.ts'
import type { ClientsPort } from './channels.port.ts'
import { nextReading } from './domain/backOff.ts'
import { unsentNote } from './domain/unsentNote.ts'
import {
  endEvent,
  findHead,
  lockWaiting,
  noteFailed,
  queueOf,
  type Conversation,
  type WaitingEvent,
} from './inbox.sql.ts'
import { carryOut, type CarryOutDeps } from './incoming.commands.ts'
import { findSent, noteBounced } from './outbox.sql.ts'
import type { makeSenders, KnownSender } from './senders.commands.ts'
import { pressedAtEnd } from './presses.commands.ts'
import { changed } from './changed.commands.ts'
import { askWhere, chosenByButton, heardInTalk, type TalkDeps } from './talking.commands.ts'
import { findByMessageIds, findWriter, listThreadsOf } from './threads.sql.ts'

export type InboxDeps = CarryOutDeps &
  TalkDeps & {
    db: Db
    transaction: Transaction
    log: Log
    secrets: Pick<Secrets, 'open'>
    channels: ReadonlyMap<string, Channel>
    clients: ClientsPort
    findSenders: ReturnType<typeof makeSenders>
    addJob: AddJob
  }

/** Works on what waits of a conversation, the oldest first; what fails comes again later, and the others wait behind it. */
export async function workConversation(deps: InboxDeps, conversation: Conversation): Promise<void> {
  for (;;) {
    const event = await findHead(deps.db, conversation)
    if (event === null || (event.heldUntil !== null && event.heldUntil > now())) return
    try {
      await work(deps, event)
    } catch (error) {
      deps.log.warn({ err: error, eventId: event.eventId }, 'something that came by a channel could not be worked on')
      await putOff(deps, event, error)
      return
    }
  }
}

async function putOff({ transaction, addJob }: InboxDeps, event: WaitingEvent, error: unknown): Promise<void> {
  const detail = error instanceof Error ? error.message : String(error)
  await transaction(async (unit) => {
    const next = nextReading(unit.at, event.tries + 1)
    await noteFailed(unit, event.eventId, { next, detail })
    unit.wakes.push({ what: 'channels', deskId: event.deskId, memberId: null })
    // One that is parked holds up nobody.
    if (next === null) await readLater(unit, addJob, event)
  })
}

/** Durable, in this transaction: somebody works on it at once. */
export async function readLater(unit: UnitOfWork, addJob: AddJob, conversation: Conversation): Promise<void> {
  const { accountId, conversation: name } = conversation
  await addJob(unit, 'readChannelEvents', { accountId, conversation: name }, { queue: queueOf(conversation) })
}

/** Looked up and decided outside of any transaction, then done in one that also ends the event. */
async function work(deps: InboxDeps, event: WaitingEvent): Promise<void> {
  const row = await findAccount(deps.db, event.accountId)
  const channel = row === null ? undefined : deps.channels.get(row.channel)
  if (row === null || channel === undefined) throw new Error('nobody reads what came by this account')
  const account = openAccount(deps, row)
  const incoming = await channel.read(account, event, await readAs(deps, row))
  if (incoming.probe !== null) return endProbe(deps, { account, channel, event }, incoming.probe)
  const talking = { account, channel, event, incoming }
  if (channel.identifies === 'byTalk' && (await heardInTalk(deps, talking))) return
  if ((await pressedAtEnd(deps, talking)) || (await chosenByButton(deps, talking))) return
  const { known, senders } = await lookUp(deps, { account, channel }, incoming)
  if (await changed(deps, { ...talking, senders })) return
  const decision = channel.decide({ ...incoming, pressed: event.choice }, known, senders)
  if (decision.effect === 'ask') return askWhere(deps, talking, decision)
  if (decision.effect === 'end') return end(deps, event, decision)
  if (decision.effect === 'bounce') return bounce(deps, event, { incoming, decision })
  if (decision.effect === 'quietLine') return quietLine(deps, event, { decision, address: incoming.address })
  await carryOut(deps, { account, channel, event, incoming, senders, decision })
}

export function openAccount({ secrets }: Pick<InboxDeps, 'secrets'>, row: AccountRow): Account {
  return { ...row, secret: secrets.open(row.sealedSecret) }
}

async function readAs({ db, prefixesOf }: InboxDeps, { channel, deskId }: AccountRow) {
  return { ownAddresses: await listOwnAddresses(db, channel), prefixes: await prefixesOf(deskId) }
}

async function lookUp(
  { db, findSenders }: InboxDeps,
  { account }: { account: Account; channel: Channel },
  { finders, address, verdict, kind }: Incoming,
): Promise<{ known: Known; senders: KnownSender[] }> {
  const { deskId, accountId } = account
  const byKey = await findByMessageIds(db, deskId, finders.keys)
  const wanted = { ticketIds: [...byKey.values()], numbers: finders.numbers }
  const tickets = await findTicketsOfDesk(db, deskId, wanted)
  const found = new Map<string, FoundTicket>()
  for (const { ticketId, memberId } of tickets) {
    const writer = address === null ? null : await findWriter(db, { ticketId, accountId, address })
    found.set(ticketId, { ticketId, portal: memberId, ownerAddress: writer?.address ?? null })
  }
  const numbers = new Map(tickets.flatMap((one) => entry(one.number, found.get(one.ticketId))))
  const keys = new Map([...byKey].flatMap(([key, ticketId]) => entry(key, found.get(ticketId))))
  const isPerson = address !== null && verdict !== 'forged' && (kind === 'human' || kind === 'auto')
  const open = await openOf(db, account, address)
  return { known: { keys, numbers, open }, senders: isPerson ? await findSenders(account, address, now()) : [] }
}

const mostOpen = 20

/** In which tickets a messenger's address writes that are not closed yet, the latest first. */
async function openOf(db: Db, { accountId, deskId, channel }: Account, address: string | null): Promise<FoundTicket[]> {
  if (address === null || channel === 'email') return []
  const ticketIds = await listThreadsOf(db, { accountId, address }, mostOpen)
  const tickets = await findTicketsOfDesk(db, deskId, { ticketIds, numbers: [] })
  const byId = new Map(tickets.map((one) => [one.ticketId, one]))
  return ticketIds.flatMap((ticketId) => {
    const ticket = byId.get(ticketId)
    if (ticket === undefined || ticket.status === 'closed') return []
    return [{ ticketId, portal: ticket.memberId, ownerAddress: address }]
  })
}

function entry(key: string, ticket: FoundTicket | undefined): [string, FoundTicket][] {
  return ticket === undefined ? [] : [[key, ticket]]
}

type Probing = { account: Account; channel: Channel; event: WaitingEvent }

function endProbe(deps: InboxDeps, { account, channel, event }: Probing, outboxId: string): Promise<void> {
  return deps.transaction(async (unit) => {
    if (!(await lockWaiting(unit, event.eventId))) return
    await probeArrived(unit, deps, account.accountId, { outboxId, settings: channel.learnt(account, event.raw) })
    await endEvent(unit, event.eventId, { outcome: 'own' })
  })
}

function end(
  { transaction }: InboxDeps,
  { eventId }: WaitingEvent,
  { outcome }: Extract<Decision, { effect: 'end' }>,
): Promise<void> {
  return transaction(async (unit) => {
    if (await lockWaiting(unit, eventId)) await endEvent(unit, eventId, { outcome })
  })
}

/** Only what gives back an id or a proof of ours says something of what we have sent. */
function bounce(
  { transaction }: InboxDeps,
  event: WaitingEvent,
  { incoming, decision }: { incoming: Incoming; decision: Extract<Decision, { effect: 'bounce' }> },
): Promise<void> {
  return transaction(async (unit) => {
    if (!(await lockWaiting(unit, event.eventId))) return
    const { keys, outboxIds } = incoming.finders
    const sent = await findSent(unit.tx, event.deskId, { outboxIds, messageIds: keys })
    const isFinal = incoming.bounced.some((one) => one.isFinal)
    if (sent !== null && isFinal) await noteBounced(unit, sent.outboxId)
    const ticketId = sent?.ticketId ?? decision.ticketId
    const [bounced] = incoming.bounced
    if (ticketId !== null && (sent !== null || bounced?.reason !== undefined)) {
      const detail = sent?.address ?? bounced?.address ?? ''
      await noteInTicket(unit, ticketId, { what: isFinal ? unsentNote(bounced?.reason) : 'delayed', detail })
    }
    await endEvent(unit, event.eventId, { outcome: 'bounce', ticketId })
  })
}

function quietLine(
  { transaction }: InboxDeps,
  { eventId }: WaitingEvent,
  { decision, address }: { decision: Extract<Decision, { effect: 'quietLine' }>; address: string | null },
): Promise<void> {
  return transaction(async (unit) => {
    if (!(await lockWaiting(unit, eventId))) return
    await noteInTicket(unit, decision.ticketId, { what: 'automatic', detail: address ?? '' })
    await endEvent(unit, eventId, { outcome: 'auto', ticketId: decision.ticketId })
  })
}
