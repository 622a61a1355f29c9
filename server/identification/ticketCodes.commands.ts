import { randomUUID } from 'node:crypto'
import { sayIn } from '#contract/say.ts'
import type { ClientActor, StaffActor } from '#server/platform/actor.ts'
import { now } from '#server/platform/clock.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { wakeThing } from '#server/platform/db/wakes.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { noteInTicket } from '#server/tickets/feature.ts'
import type { ActiveWriter } from './accounts.commands.ts'
import { letterOf, type CheckDeps } from './codes.commands.ts'
import { digestOf, makeCode, usualCode, waitForCode } from './domain/code.ts'
import { isMessenger } from './domain/messengers.ts'
import { findGate, type Gate } from './gate.queries.ts'
import { identificationTexts } from './identification.texts.ts'
import * as rows from './outside.sql.ts'
import { dropCode, listMade, lockAddress, saveSent, type Chat } from './talks.sql.ts'

const [minute, day] = [60_000, 86_400_000]

/** I4: the desk's people ask for a code, whatever the ticket is, or for another one. A minute apart, and a few an hour. */
export async function demandCode(
  unit: UnitOfWork,
  deps: { addJob: AddJob },
  actor: StaffActor,
  ticketId: string,
): Promise<void> {
  const known = await rows.findOutsideForUpdate(unit, ticketId)
  const gate = known === null ? null : await findGate(unit.tx, ticketId)
  if (gate === null || gate.outside.deskId !== actor.desk.deskId) throw new Refusal('not_found')
  if (gate.state === 'proven') throw new Refusal('identity_proven')
  const waitSeconds = waitForCode(await rows.listSentOf(unit.tx, ticketId), unit.at)
  if (waitSeconds > 0) throw new Refusal('too_many_requests', { waitSeconds })
  await rows.saveDemanded(unit, ticketId)
  await deps.addJob(unit, 'sendTicketCode', { ticketId }, { key: `ticket code ${ticketId}` })
  wake(unit, gate)
}

/** I4: whoever has opened it says so from within the portal, which knows them: no code is needed then. */
export async function confirmFromPortal(unit: UnitOfWork, actor: ClientActor, ticketId: string): Promise<void> {
  const known = await rows.findOutsideForUpdate(unit, ticketId)
  if (known === null || known.memberId !== actor.memberId) throw new Refusal('not_found')
  if (known.userId !== actor.userId) throw new Refusal('not_allowed')
  if (known.provenAt === null) await prove(unit, known)
}

/** Everything of this person that waits in this chat goes on by itself. */
export async function proveTickets(
  unit: UnitOfWork,
  chat: Chat,
  person: { memberId: string; userId: number },
): Promise<void> {
  for (const known of await rows.listUnproven(unit, { ...chat, ...person })) {
    if ((await findGate(unit.tx, known.ticketId))?.state === 'waiting') await prove(unit, known)
  }
}

async function prove(unit: UnitOfWork, known: rows.Outside): Promise<void> {
  await rows.saveProven(unit, known.ticketId)
  await noteInTicket(unit, known.ticketId, { what: 'codeTold', detail: '' })
  wakeThing(unit, 'support', { deskId: null, memberId: known.memberId })
}

function wake(unit: UnitOfWork, { outside }: Gate): void {
  wakeThing(unit, 'support', { deskId: null, memberId: outside.memberId })
  wakeThing(unit, 'queue', { deskId: outside.deskId, memberId: null })
}

/** A letter with a code to the account's address, and a word in the chat. Asks the portal, so not inside of a transaction. */
export async function sendTicketCode(deps: CheckDeps, ticketId: string): Promise<void> {
  const gate = await findGate(deps.db, ticketId)
  if (gate === null || gate.state !== 'waiting') return
  const { memberId, userId, channel, externalId, deskId } = gate.outside
  if (externalId === null || !isMessenger(channel)) return
  const person = (await deps.accounts.findActive([{ memberId, userId }], now()))[0]
  const email = person === undefined ? null : await deps.accounts.addressOf(person)
  if (person === undefined || email === null || !(await deps.codeMail.canSend(deps.db, deskId))) {
    return deps.transaction((unit) => noteInTicket(unit, ticketId, { what: 'codeNowhere', detail: '' }))
  }
  await sendTo(deps, gate, { deskId, channel, externalId, person, email })
}

type To = Chat & { person: ActiveWriter; email: string }

async function sendTo(deps: CheckDeps, gate: Gate, { person, email, ...chat }: To): Promise<void> {
  const { memberId, userId, name } = person
  const { ticketId } = gate.outside
  const { digits, minutes, tries } = gate.rules?.code ?? usualCode
  const typed = { codeId: randomUUID(), code: makeCode(digits) }
  const digest = digestOf(deps.secrets.pepper, typed)
  const language = (await loadPortal(deps.db, memberId))?.language ?? 'ru'
  const issuedAt = await deps.transaction(async (unit) => {
    await lockAddress(unit, email)
    if (waitForCode(await listMade(unit, email, new Date(unit.at.getTime() - day)), unit.at) > 0) return null
    const expiresAt = new Date(unit.at.getTime() + minutes * minute)
    const code = { codeId: typed.codeId, ticketId, email, digest, digits, tries, expiresAt }
    await rows.insertTicketCode(unit, { ...chat, ...code, person: { memberId, userId, name } })
    return unit.at
  })
  // Another one is on its way already, or was a moment ago.
  if (issuedAt === null) return
  const about = { number: gate.kind.number, minutes, code: typed.code }
  try {
    await deps.codeMail.send(await letterOf(deps.db, { ...chat, email, language, issuedAt }, about))
  } catch (error) {
    await deps.transaction((unit) => dropCode(unit, typed.codeId))
    throw error
  }
  await deps.transaction(async (unit) => {
    await saveSent(unit, typed.codeId)
    await noteInTicket(unit, ticketId, { what: 'codeSent', detail: '' })
    const text = sayIn(identificationTexts, language)('ticketWaits', { number: gate.kind.number })
    await deps.codeMail.say(unit, { ...chat, ticketId, key: `code ${typed.codeId}`, text, language })
  })
}
