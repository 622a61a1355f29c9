import { now } from '#server/platform/clock.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { Log } from '#server/platform/log.ts'
import { noteDeliveries } from '../deliveries/deliveries.commands.ts'
import { nextTry } from '../domain/retries.ts'
import { beginTry, endMail, postponeMails, type TriedMail } from './mails.sql.ts'
import type { MailOutcome, MailTransport } from './mailTransport.port.ts'

export type SendingDeps = { transaction: Transaction; log: Log; mail: MailTransport }

const atOnce = 4
/** Longer than the transport waits for anything. */
const tryMilliseconds = 120_000
const pauseOfServerMilliseconds = 30_000

/**
 * Sends these letters, a few at a time. Where the mail server itself does not answer, the rest of them is not tried: it comes again after
 * a while, and that counts as no try of theirs.
 */
export async function sendBatch(deps: SendingDeps, mailIds: readonly string[]): Promise<void> {
  const waiting = [...mailIds]
  let isServerAway = false
  async function work(): Promise<void> {
    for (let mailId = waiting.shift(); mailId !== undefined && !isServerAway; mailId = waiting.shift()) {
      const outcome = await sendOne(deps, mailId)
      if (outcome?.is !== 'later' || !outcome.isOfServer) continue
      isServerAway = true
      deps.log.warn({ reason: outcome.reason }, 'the mail server takes no letters now')
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  if (!isServerAway) return
  await deps.transaction((unit) => {
    const next = new Date(unit.at.getTime() + pauseOfServerMilliseconds)
    return postponeMails(unit, waiting, { next, reason: null })
  })
}

async function sendOne({ transaction, mail }: SendingDeps, mailId: string): Promise<MailOutcome | null> {
  const until = new Date(now().getTime() + tryMilliseconds)
  const tried = await transaction((unit) => beginTry(unit, mailId, until))
  if (tried === null) return null
  // Here the server may die: whoever tries it after `until` sends the same message once more.
  const outcome = await mail.send(tried.raw, tried.address)
  await noteOutcome(transaction, tried, outcome)
  return outcome
}

function noteOutcome(transaction: Transaction, tried: TriedMail, outcome: MailOutcome): Promise<void> {
  return transaction(async (unit) => {
    const { mailId, madeAt, tries, notices, memberId, userId, deskId } = tried
    const next = outcome.is === 'later' ? nextTry(unit.at, madeAt, tries) : null
    if (outcome.is === 'later' && next !== null) {
      await postponeMails(unit, [mailId], { next, reason: outcome.reason })
    } else {
      await endMail(unit, mailId, outcome.is === 'taken' ? null : outcome.reason)
    }
    const end =
      outcome.is === 'taken'
        ? { outcome: 'sent' as const, reason: null }
        : { outcome: next === null ? ('failed' as const) : ('waiting' as const), reason: outcome.reason }
    await noteDeliveries(
      unit,
      notices.map((notice) => {
        return { notice, event: null, memberId, userId, deskId, channel: 'mail', ...end }
      }),
    )
  })
}
