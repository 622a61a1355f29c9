import { randomUUID } from 'node:crypto'
import type { InThree, Language } from '#contract/common.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import { channelTexts } from '#contract/regulations/channels.texts.ts'
import { now } from '#server/platform/clock.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { IdentificationGate } from '#server/identification/gate.port.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import {
  noteInTicket,
  openTicket,
  sendMessage,
  takeForeignFile,
  type FileTools,
  type TicketDeps,
} from '#server/tickets/feature.ts'
import { livingOf } from '#server/tickets/ticketLinks.queries.ts'
import type { Account, Channel, Decision, Incoming } from './channel.port.ts'
import type { ClientsPort } from './channels.port.ts'
import { botMessageTexts } from './bots.texts.ts'
import { channelMessageTexts } from './channels.texts.ts'
import { derivedId } from '#server/platform/db/derivedId.ts'
import { messageTextOf, subjectOf } from './domain/written.ts'
import { wordsOf } from './domain/newTicketCommand.ts'
import { endEvent, lockWaiting, type WaitingEvent } from './inbox.sql.ts'
import { addOutgoing, countNotices } from './outbox.sql.ts'
import type { KnownSender } from './senders.commands.ts'
import { keepMessageId, saveWriter } from './threads.sql.ts'

export type CarryOutDeps = {
  db: Db
  transaction: Transaction
  ticketDeps: TicketDeps
  fileTools: FileTools
  clients: ClientsPort
  identities: Partial<Pick<IdentificationGate, 'opened'>>
  /** How numbers of a desk's tickets begin (T2). */
  prefixesOf: (deskId: string) => Promise<string[]>
}

type Taken = Extract<Decision, { effect: 'append' | 'open' | 'refuse' }>
export type Coming<Kind extends Taken = Taken> = {
  account: Account
  channel: Channel
  event: WaitingEvent
  incoming: Incoming
  senders: readonly KnownSender[]
  decision: Kind
}

const mostFiles = 10
const [noticesADay, noticesAnHour] = [3, 30]
const [hour, day] = [3_600_000, 86_400_000]

/** A person's own message: into the ticket that it belongs to, else a new one, else one polite word. */
export async function carryOut(deps: CarryOutDeps, coming: Coming): Promise<void> {
  const { decision, senders } = coming
  if (decision.effect === 'refuse') return refuse(deps, coming, decision)
  if (decision.effect === 'append') {
    const sender = senders.find(({ portal }) => portal === decision.portal)
    if (sender !== undefined && (await append(deps, coming, { sender, ...decision }))) return
  }
  const portals = decision.effect === 'open' ? decision.portals : [decision.portal]
  const mayAnswer = decision.effect === 'open' ? decision.mayAnswer : coming.incoming.mayAnswer
  for (const sender of senders.filter(({ portal, isOfficial }) => isOfficial && portals.includes(portal))) {
    if (await open(deps, coming, { sender, isProven: decision.isProven })) return
  }
  await refuse(deps, coming, { effect: 'refuse', outcome: 'notOfficial', mayAnswer })
}

type Appending = { sender: KnownSender; ticketId: string; isProven: boolean }

/** False where the ticket takes no message any more: then it is a new one. */
async function append(deps: CarryOutDeps, coming: Coming, appending: Appending): Promise<boolean> {
  const { account, event } = coming
  const { sender, isProven } = appending
  const ticketId = await livingOf(deps.db, appending.ticketId)
  const place = { deskId: account.deskId, side: 'client', ticketId } as const
  const { text, files, refused, isCut } = await written(deps, coming, { sender, place })
  const message = { ticketId, messageId: event.eventId, text, kind: 'public' as const, isQuestion: false, files }
  return unlessRefused(() =>
    deps.transaction(async (unit) => {
      if (!(await lockWaiting(unit, event.eventId))) return
      const sent = await sendMessage(unit, deps.ticketDeps, sender.actor, message)
      await remember(unit, coming, { sender, ticketId: sent.ticketId })
      await noteAll(unit, sent.ticketId, { refused, isCut, unproven: isProven ? null : coming.incoming.address })
      if (!sender.isOfficial) await noteInTicket(unit, sent.ticketId, { what: 'notOfficial', detail: account.address })
      await endEvent(unit, event.eventId, { outcome: 'appended', ticketId: sent.ticketId })
    }),
  )
}

/** False where the portal cannot have a ticket at this desk now. */
async function open(
  deps: CarryOutDeps,
  coming: Coming,
  { sender, isProven }: { sender: KnownSender; isProven: boolean },
): Promise<boolean> {
  const { account, event, incoming } = coming
  const { deskId } = account
  const ticketId = derivedId(event.eventId, 'ticket')
  const place = { deskId, side: 'client', ticketId: null } as const
  const { text, files, refused, isCut } = await written(deps, coming, { sender, place })
  const language = await languageOf(deps, sender.portal)
  const subject = subjectOf(incoming.subject, text, channelMessageTexts[language].nameless)
  return unlessRefused(() =>
    deps.transaction(async (unit) => {
      if (!(await lockWaiting(unit, event.eventId))) return
      const answering = await deps.clients.findAnswering(unit, sender.portal)
      if (answering.deskId !== deskId) throw new Refusal('not_connected')
      const opened = { ticketId, messageId: event.eventId, subject, text, ...(files.length > 0 && { files }) }
      await openTicket(unit, deps.ticketDeps, sender.actor, opened, answering)
      await tellGate(unit, deps, coming, { sender, ticketId })
      await remember(unit, coming, { sender, ticketId })
      await noteAll(unit, ticketId, { refused, isCut, unproven: isProven ? null : incoming.address })
      if (incoming.mayAnswer) await addNotice(unit, coming, { says: 'receipt', sender, ticketId })
      await endEvent(unit, event.eventId, { outcome: 'opened', ticketId })
    }),
  )
}

/** I4: from then on both sides see whether it waits for a code. */
async function tellGate(
  unit: UnitOfWork,
  { identities }: CarryOutDeps,
  { account, incoming: { address } }: Coming,
  { sender, ticketId }: { sender: KnownSender; ticketId: string },
): Promise<void> {
  const { deskId, channel } = account
  if (channel === 'email') return
  const { portal: memberId, userId } = sender
  await identities.opened?.(unit, { ticketId, deskId, memberId, userId, channel, externalId: address })
}

/** What the product says no to is an answer; everything else comes again. */
async function unlessRefused(act: () => Promise<void>): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    if (error instanceof Refusal && !comesAgain.has(error.code)) return false
    throw error
  }
}

const comesAgain: ReadonlySet<RefusalCode> = new Set(['ticket_merged', 'portal_unreachable', 'file_unfinished'])

type Written = { text: string; isCut: boolean; files: string[]; refused: string[] }
type Place = { deskId: string; side: 'client'; ticketId: string | null }

/** Its words, and its files as they were taken one by one; those that were not are named. */
async function written(
  deps: CarryOutDeps,
  { event, incoming, channel }: Coming,
  { sender, place }: { sender: KnownSender; place: Place },
): Promise<Written> {
  const { text, isCut } = messageTextOf(channel.identifies === 'byTalk' ? wordsOf(incoming.text) : incoming.text)
  const files: string[] = []
  const refused = incoming.files.slice(mostFiles).map(({ name }) => name)
  const fileDeps = { db: deps.db, transaction: deps.transaction, tools: deps.fileTools }
  const where = place.ticketId ?? 'new'
  for (const [index, { name, bytes }] of incoming.files.slice(0, mostFiles).entries()) {
    const fileId = derivedId(event.eventId, `file ${index} ${sender.portal} ${where}`)
    const why = await takeForeignFile(fileDeps, sender.actor, { fileId, name, bytes }, { place, at: now() })
    if (why === null) files.push(fileId)
    else refused.push(name)
  }
  if (text !== '' && !incoming.isUnreadable) return { text, isCut, files, refused }
  const words = wordsIn(channel, await languageOf(deps, sender.portal))
  const instead = incoming.isUnreadable ? words.unreadable : words.onlyFiles
  return { text: text === '' ? instead : `${text}\n\n${instead}`, isCut, files, refused }
}

function wordsIn(channel: Channel, language: Language) {
  return channel.identifies === 'byTalk' ? botMessageTexts[language] : channelMessageTexts[language]
}

async function languageOf({ db }: Pick<CarryOutDeps, 'db'>, memberId: string): Promise<Language> {
  return (await loadPortal(db, memberId))?.language ?? 'ru'
}

/** Answers go where it came from, and replies to it find the ticket. */
async function remember(
  unit: UnitOfWork,
  { account, channel, incoming }: Coming,
  { sender, ticketId }: { sender: KnownSender; ticketId: string },
): Promise<void> {
  const { deskId, accountId } = account
  const { messageId: lastId, address, subject } = incoming
  if (address === null) return
  const { portal: memberId, userId } = sender
  await saveWriter(unit, { ticketId, accountId, address, memberId, userId, subject: subject.slice(0, 500), lastId })
  const own = lastId === null ? [] : [lastId]
  for (const messageId of new Set([...channel.keysOf(ticketId), ...own, ...(incoming.partKeys ?? [])])) {
    await keepMessageId(unit, { deskId, messageId, ticketId })
  }
}

async function noteAll(
  unit: UnitOfWork,
  ticketId: string,
  { refused, isCut, unproven }: { refused: readonly string[]; isCut: boolean; unproven: string | null },
): Promise<void> {
  if (unproven !== null) await noteInTicket(unit, ticketId, { what: 'unproven', detail: unproven })
  if (isCut) await noteInTicket(unit, ticketId, { what: 'cut', detail: '' })
  for (const detail of refused) await noteInTicket(unit, ticketId, { what: 'fileRefused', detail })
}

/** E6, I1: once a day an address, never to whom it is not proven to come from. */
async function refuse(
  deps: CarryOutDeps,
  coming: Coming,
  { outcome, mayAnswer }: Extract<Decision, { effect: 'refuse' }>,
): Promise<void> {
  const { event, senders, incoming, account } = coming
  const [sender] = senders
  const official =
    sender === undefined
      ? null
      : await deps.clients.findOfficial({ deskId: account.deskId, memberId: sender.portal }, now())
  const language = sender === undefined ? 'ru' : await languageOf(deps, sender.portal)
  await deps.transaction(async (unit) => {
    if (!(await lockWaiting(unit, event.eventId))) return
    if (mayAnswer && incoming.verdict === 'proven') {
      const text =
        sender !== undefined && sender.isOfficial
          ? wordsIn(coming.channel, language).notServed
          : refusalText(official, language)
      await addNotice(unit, coming, { says: 'refusal', text, language })
    }
    await endEvent(unit, event.eventId, { outcome: sender?.isOfficial === true ? 'notServed' : outcome })
  })
}

type Official = Awaited<ReturnType<ClientsPort['findOfficial']>>

function refusalText(found: Official, language: Language): string {
  if (found === null) return channelMessageTexts[language].unknownSender
  const names = channelTexts.texts[language]
  const channels = found.official.map((one) => {
    const address = found.addresses[one]
    return address === undefined ? names[`channel_${one}`] : `${names[`channel_${one}`]} (${address})`
  })
  const refusal: InThree = found.refusal
  return refusal[language].replaceAll('{channels}', channels.join(', '))
}

type Notice =
  | { says: 'refusal'; text: string; language: Language }
  | { says: 'receipt'; sender: KnownSender; ticketId: string }

/** A second line behind what the message says of itself: two machines that answer each other stop after a few. */
async function addNotice(unit: UnitOfWork, { account, channel, incoming }: Coming, notice: Notice): Promise<void> {
  const { address, messageId } = incoming
  const { deskId, accountId } = account
  if (address === null) return
  const [hourAgo, dayAgo] = [hour, day].map((span) => new Date(unit.at.getTime() - span))
  const since = dayAgo ?? unit.at
  const counted = await countNotices(unit.tx, { accountId, deskId, address, since, hour: hourAgo ?? unit.at })
  // In a messenger no machine answers another.
  if (channel.identifies === 'byAddress' && (counted.toAddress >= noticesADay || counted.ofDesk >= noticesAnHour))
    return
  const date = unit.at.toISOString().slice(0, 10)
  const isRefusal = notice.says === 'refusal'
  await addOutgoing(unit, [
    {
      outboxId: randomUUID(),
      accountId,
      deskId,
      kind: 'notice',
      eventKey: isRefusal ? `refusal ${date}` : `receipt ${notice.ticketId}`,
      address,
      memberId: isRefusal ? null : notice.sender.portal,
      userId: isRefusal ? null : notice.sender.userId,
      ticketId: isRefusal ? null : notice.ticketId,
      content: isRefusal
        ? { says: 'refusal', text: notice.text, language: notice.language, inReplyTo: messageId }
        : { says: 'receipt', inReplyTo: messageId },
    },
  ])
}
