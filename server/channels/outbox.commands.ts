import * as v from 'valibot'
import { now } from '#server/platform/clock.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction, UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import type { Log } from '#server/platform/log.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { noteInTicket } from '#server/tickets/feature.ts'
import { accountBroke, noteProbe, probeArrived, type AccountDeps } from './accounts.commands.ts'
import { findAccount, slowDown } from './accounts.sql.ts'
import type { Account, Built, Channel, Failure, Outcome, Progress } from './channel.port.ts'
import { compose } from './composing.commands.ts'
import { nextSending } from './domain/backOff.ts'
import { unsentNote } from './domain/unsentNote.ts'
import * as rows from './outbox.sql.ts'
import { outgoingContent } from './outgoingContent.adapter.ts'
import { addSentPart, dropSentPart } from './sentParts.sql.ts'
import { keepMessageId } from './threads.sql.ts'

export type OutboxDeps = AccountDeps & {
  db: Db
  transaction: Transaction
  log: Log
  secrets: Pick<Secrets, 'open'>
  channels: ReadonlyMap<string, Channel>
  addJob: AddJob
}

/** Longer than any channel waits for an answer. */
const tryMilliseconds = 120_000
const brokenPauseMilliseconds = 60_000
const slowMilliseconds = 30_000
const mostRefused = 2
const stoppedMilliseconds = 30 * 86_400_000

/** Sends one, unless somebody else does; whoever dies in the middle leaves a row that says how far it had come. */
export async function sendOne(deps: OutboxDeps, outboxId: string): Promise<void> {
  const found = await rows.findOpen(deps.db, outboxId)
  if (found === null) return
  if (found.state === 'sending') {
    // Its lease is over: whoever was sending it has died.
    if (found.reason === 'fateUnknown') await settleUnknown(deps, found)
    return
  }
  const account = await findAccount(deps.db, found.accountId)
  const channel = account === null ? undefined : deps.channels.get(account.channel)
  if (account === null || channel === undefined) return
  if (channel.identifies !== 'byTalk' && (await isStopped(deps.db, found))) {
    const failure: Failure = { is: 'rejected', reason: 'addressStopped' }
    return deps.transaction((unit) => noteOutcome(unit, deps, found, failure))
  }
  const opened = { ...account, secret: deps.secrets.open(account.sealedSecret) }
  const built = await buildOnce(deps, { row: found, account: opened, channel })
  if (built === null) return
  const until = new Date(now().getTime() + tryMilliseconds)
  if (!(await deps.transaction((unit) => rows.beginSending(unit, outboxId, until)))) return
  // Here the server may die: that it was `sending` is committed.
  const outcome = await channel.send(opened, found.address, built, progressOf(deps, found))
  await deps.transaction((unit) => noteOutcome(unit, deps, { ...found, tries: found.tries + 1 }, outcome))
}

/** §3.3: to an address that has refused so many in a row nothing goes until its owner writes again, or for a month. */
async function isStopped(db: Db, row: rows.OutgoingRow): Promise<boolean> {
  if (row.kind === 'probe') return false
  return (await rows.countRefused(db, row, new Date(now().getTime() - stoppedMilliseconds))) >= mostRefused
}

/** Each part that is at its reader is remembered at once: by its id a reply to it finds the ticket, and it can be changed. */
function progressOf({ transaction }: OutboxDeps, row: rows.OutgoingRow): Progress {
  const { outboxId, deskId, ticketId, content } = row
  const answerId = answerOf(outboxId, content)
  return {
    stepsDone: row.partsSent,
    noteStep: (step, done) =>
      transaction(async (unit) => {
        await rows.noteSteps(unit, outboxId, { done, until: new Date(unit.at.getTime() + tryMilliseconds) })
        if (step.is === 'gone') await dropSentPart(unit, answerId, step.vendorKey)
        if (step.is !== 'said') return
        await addSentPart(unit, answerId, step.part)
        if (ticketId !== null) await keepMessageId(unit, { deskId, ticketId, messageId: step.part.vendorKey })
      }),
  }
}

/** What is said of an answer later belongs to it. */
function answerOf(outboxId: string, given: unknown): string {
  const content = v.parse(outgoingContent, given)
  return content.says === 'changed' ? content.answerId : outboxId
}

type Building = { row: rows.OutgoingRow; account: Account; channel: Channel }

/** The bytes are made once and kept before the first try. Null: there is nothing to say any more, or another process has made them. */
async function buildOnce(deps: OutboxDeps, { row, account, channel }: Building): Promise<Built | null> {
  if (row.raw !== null && row.messageId !== null) return { raw: row.raw, messageId: row.messageId }
  const outgoing = await compose(deps.db, row, channel)
  if (outgoing === null) {
    await deps.transaction((unit) => rows.dropOutgoing(unit, row.outboxId))
    return null
  }
  const built = await channel.build(account, outgoing)
  const isOurs = await deps.transaction(async (unit) => {
    const { outboxId, deskId, ticketId } = row
    if (!(await rows.saveBuilt(unit, outboxId, built))) return false
    if (ticketId !== null) await keepMessageId(unit, { deskId, ticketId, messageId: built.messageId })
    return true
  })
  return isOurs ? built : null
}

/** It was being sent by somebody who has died: people's own words are sent again, the same bytes; a notice is said once or never. */
function settleUnknown(deps: OutboxDeps, row: rows.OutgoingRow): Promise<void> {
  const failure: Failure = { is: 'unknownFate', reason: 'fateUnknown' }
  return deps.transaction((unit) => noteOutcome(unit, deps, row, failure))
}

async function noteOutcome(unit: UnitOfWork, deps: OutboxDeps, row: rows.OutgoingRow, outcome: Outcome): Promise<void> {
  const { outboxId, accountId, kind } = row
  if (kind === 'probe') await noteProbe(unit, accountId, outboxId, probeEnd(outcome))
  if (kind === 'probe' && outcome.is === 'sent') await proveBySending(unit, deps, row)
  if (outcome.is === 'sent') return rows.endOutgoing(unit, outboxId, { state: 'sent' })
  deps.log.warn({ outboxId, is: outcome.is, reason: outcome.reason }, 'something was not sent by a channel')
  unit.wakes.push({ what: 'channels', deskId: row.deskId, memberId: null })
  if (outcome.isOfAccount === true)
    await slowDown(unit, accountId, new Date(unit.at.getTime() + (outcome.after ?? slowMilliseconds)))
  if (kind === 'probe') return failProbe(unit, deps, row, outcome)
  return fail(unit, deps, row, outcome)
}

/** A bot has nothing to send to itself: that its messenger takes it is the proof. */
async function proveBySending(unit: UnitOfWork, deps: OutboxDeps, row: rows.OutgoingRow): Promise<void> {
  const account = await findAccount(unit.tx, row.accountId)
  if (account === null || deps.channels.get(account.channel)?.identifies !== 'byTalk') return
  await probeArrived(unit, deps, row.accountId, { outboxId: row.outboxId, settings: null })
}

function probeEnd(outcome: Outcome) {
  return outcome.is === 'sent'
    ? { sent: true, reason: null }
    : { sent: outcome.is === 'unknownFate' ? null : false, reason: outcome.reason }
}

/** A test is not tried again: whoever has asked for it reads what came of it. */
async function failProbe(unit: UnitOfWork, deps: OutboxDeps, row: rows.OutgoingRow, failure: Failure): Promise<void> {
  await rows.endOutgoing(unit, row.outboxId, { state: 'failed', reason: failure.reason })
  if (failure.is === 'accountBroken') await accountBroke(unit, deps, row.accountId, failure.reason)
}

async function fail(unit: UnitOfWork, deps: OutboxDeps, row: rows.OutgoingRow, failure: Failure): Promise<void> {
  const { outboxId, accountId } = row
  switch (failure.is) {
    case 'accountBroken': {
      const next = new Date(unit.at.getTime() + brokenPauseMilliseconds)
      await rows.waitAgain(unit, outboxId, { next, reason: failure.reason, isNoTry: true })
      return accountBroke(unit, deps, accountId, failure.reason)
    }
    case 'unknownFate': {
      if (row.kind !== 'message') return endUnsent(unit, row, { state: 'unknown', failure })
      return tryAgain(unit, row, failure)
    }
    case 'retry':
      return tryAgain(unit, row, failure)
    case 'addressGone':
    case 'rejected':
      return endUnsent(unit, row, { state: 'failed', failure })
  }
}

async function tryAgain(unit: UnitOfWork, row: rows.OutgoingRow, failure: Failure): Promise<void> {
  const next = nextSending(unit.at, row, failure.after)
  if (next === null) {
    return endUnsent(unit, row, { state: failure.is === 'unknownFate' ? 'unknown' : 'failed', failure })
  }
  await rows.waitAgain(unit, row.outboxId, { next, reason: failure.reason })
}

/** What its writer believes to be sent and is not stands in the ticket. */
async function endUnsent(
  unit: UnitOfWork,
  { outboxId, ticketId, address }: rows.OutgoingRow,
  { state, failure }: { state: 'failed' | 'unknown'; failure: Failure },
): Promise<void> {
  await rows.endOutgoing(unit, outboxId, { state, reason: failure.reason })
  if (ticketId === null) return
  await noteInTicket(unit, ticketId, {
    what: state === 'failed' ? unsentNote(failure.reason) : 'unknownFate',
    detail: address,
  })
}
