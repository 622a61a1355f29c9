import { randomUUID } from 'node:crypto'
import type { Language } from '#contract/common.ts'
import type { IdentificationGate } from '#server/identification/gate.port.ts'
import type { Identities } from '#server/identification/identities.port.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { findTicketsOfDesk } from '#server/tickets/answers.queries.ts'
import type { Account, Button, Channel, Decision, Incoming } from './channel.port.ts'
import { botMessageTexts } from './bots.texts.ts'
import { messengerOf } from './domain/messengerOf.ts'
import { readChoice, writeChoice } from './domain/choices.ts'
import { choose, endEvent, lockWaiting, queueOf, type WaitingEvent } from './inbox.sql.ts'
import { addOutgoing } from './outbox.sql.ts'

export type TalkDeps = {
  db: Db
  transaction: Transaction
  identities: Identities & Partial<IdentificationGate>
  addJob: AddJob
}
export type Talking = { account: Account; channel: Channel; event: WaitingEvent; incoming: Incoming }

/** I2: what belongs to proving who somebody is comes first, and makes no ticket. False: it is something else. */
export async function heardInTalk({ transaction, identities }: TalkDeps, talking: Talking): Promise<boolean> {
  const { account, channel, event, incoming } = talking
  const messenger = messengerOf(channel)
  if (messenger === null || incoming.kind !== 'human' || incoming.address === null || event.choice !== null)
    return false
  const said = {
    deskId: account.deskId,
    channel: messenger,
    externalId: incoming.address,
    eventKey: event.eventId,
    text: incoming.pressed ?? incoming.text,
    language: incoming.language,
  }
  return transaction(async (unit) => {
    if (!(await lockWaiting(unit, event.eventId))) return true
    const reply = await identities.heard(unit, { ...said, at: unit.at })
    if (reply === null) return false
    await say(unit, talking, { text: reply.text, buttons: reply.buttons ?? [], language: incoming.language })
    await endEvent(unit, event.eventId, { outcome: 'identification' })
    return true
  })
}

/** `once`: what is said under this name is not said again there. */
type Said = { text: string; buttons: readonly Button[]; language: Language; once?: string }

/** Once an event, and never twice: whatever becomes of it on its way (D4). */
export async function say(
  unit: UnitOfWork,
  { account, event, incoming }: Talking,
  { once = `reply ${event.eventId}`, ...said }: Said,
): Promise<void> {
  if (incoming.address === null) return
  const { accountId, deskId } = account
  await addOutgoing(unit, [
    {
      outboxId: randomUUID(),
      accountId,
      deskId,
      kind: 'notice',
      eventKey: once,
      address: incoming.address,
      memberId: null,
      userId: null,
      ticketId: null,
      content: { says: 'reply', ...said },
    },
  ])
}

/** A button under one of our questions: the message that was asked about is worked on again, with the answer. False: it is no such button. */
export async function chosenByButton({ transaction, addJob }: TalkDeps, talking: Talking): Promise<boolean> {
  const { incoming, event } = talking
  if (incoming.pressed === null) return false
  const choice = readChoice(incoming.pressed)
  const chosen = incoming.pressed
  await transaction(async (unit) => {
    if (!(await lockWaiting(unit, event.eventId))) return
    const again = choice === null ? null : await choose(unit, event, { eventId: choice.eventId, choice: chosen })
    if (again === null) {
      const { language } = incoming
      await say(unit, talking, { text: botMessageTexts[language].tooLate, buttons: [], language })
    } else {
      await addJob(unit, 'readChannelEvents', again, { queue: queueOf(again) })
    }
    await endEvent(unit, event.eventId, { outcome: again === null ? 'own' : 'chosen' })
  })
  return true
}

const longestLabel = 60

/** Where it belongs is for its writer to say; until then it waits in the inbox. */
export async function askWhere(
  { db, transaction }: TalkDeps,
  talking: Talking,
  { tickets, portals, isClosed }: Extract<Decision, { effect: 'ask' }>,
): Promise<void> {
  const { account, event, incoming } = talking
  const { language } = incoming
  const words = botMessageTexts[language]
  const ids = tickets.map(({ ticketId }) => ticketId)
  const found = await findTicketsOfDesk(db, account.deskId, { ticketIds: ids, numbers: [] })
  const { eventId } = event
  const buttons: Button[] = ids.flatMap((ticketId) => {
    const ticket = found.find((one) => one.ticketId === ticketId)
    if (ticket === undefined) return []
    return [{ label: cut(`${ticket.number} · ${ticket.subject}`), data: writeChoice({ eventId, ticketId }) }]
  })
  for (const portal of portals) {
    const domain = (await loadPortal(db, portal))?.domain ?? ''
    const label = portals.length === 1 ? words.another : words.anotherOf(domain)
    buttons.push({ label: cut(label), data: writeChoice({ eventId, portal }) })
  }
  const asked = tickets.length > 0 ? words.whichTicket : words.whichPortal
  const text = isClosed === true ? `${words.closedMeanwhile} ${asked}` : asked
  // Asked anew under another name, for each question is said once.
  const once = isClosed === true ? { once: `ask ${eventId} ${event.choice}` } : {}
  await transaction(async (unit) => {
    if (!(await lockWaiting(unit, eventId))) return
    await say(unit, talking, { text, buttons, language, ...once })
    await endEvent(unit, eventId, { outcome: 'asked' })
  })
}

function cut(label: string): string {
  return label.length > longestLabel ? `${label.slice(0, longestLabel - 1).toWellFormed()}…` : label
}
