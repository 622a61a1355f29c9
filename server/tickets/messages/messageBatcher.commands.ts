import type { HotPool } from '#server/platform/db/preparedStatements.ts'
import type { Side } from '../domain/side.ts'
import { isWrittenAlready, sendQuickly, type QuickMessage, type QuickSend } from './sendMessage.sql.ts'

/** More statements at a time only make them smaller: what comes meanwhile goes together with the next. */
const statementsAtOnce = 2
const messagesAtOnce = 50

/** Null where the message needs a decision, or was written already: then the long way knows what to say. */
export type MessageBatcher = (side: Side, message: QuickMessage) => Promise<QuickSend | null>

type Waiting = { message: QuickMessage; answer: PromiseWithResolvers<QuickSend | null> }

/**
 * A message that comes alone is sent at once; those that come while the database is busy with others share a statement and
 * a commit. No message of a ticket is sent beside another one of it, so they keep the order in which they came.
 */
export function makeMessageBatcher(pool: HotPool): MessageBatcher {
  const waiting: Record<Side, Waiting[]> = { client: [], desk: [] }
  const underWay: Record<Side, number> = { client: 0, desk: 0 }
  const busyTickets = new Set<string>()

  function startAll() {
    for (const side of ['client', 'desk'] as const) {
      while (underWay[side] < statementsAtOnce) {
        const taken = take(side)
        if (taken.length === 0) break
        underWay[side] += 1
        void sendTogether(pool, side, taken).finally(() => {
          underWay[side] -= 1
          for (const { message } of taken) busyTickets.delete(message.input.ticketId)
          startAll()
        })
      }
    }
  }

  function take(side: Side): Waiting[] {
    const [taken, left]: [Waiting[], Waiting[]] = [[], []]
    // A message behind one of the same ticket waits, also where that one waits itself.
    const passed = new Set<string>()
    for (const one of waiting[side]) {
      const { ticketId } = one.message.input
      const isFree = taken.length < messagesAtOnce && !busyTickets.has(ticketId) && !passed.has(ticketId)
      passed.add(ticketId)
      if (isFree) taken.push(one)
      else left.push(one)
    }
    for (const { message } of taken) busyTickets.add(message.input.ticketId)
    waiting[side] = left
    return taken
  }

  return (side, message) => {
    const answer = Promise.withResolvers<QuickSend | null>()
    waiting[side].push({ message, answer })
    startAll()
    return answer.promise
  }
}

/** Never rejects: each message gets its own answer. */
async function sendTogether(pool: HotPool, side: Side, taken: readonly Waiting[]): Promise<void> {
  try {
    const sent = await sendQuickly(
      pool,
      side,
      taken.map(({ message }) => message),
    )
    for (const { message, answer } of taken) answer.resolve(sent.get(message.input.ticketId) ?? null)
  } catch (error) {
    const [only] = taken
    // One that cannot be written must not be the others' misfortune.
    if (taken.length > 1) await Promise.all(taken.map((one) => sendTogether(pool, side, [one])))
    else if (isWrittenAlready(error)) only?.answer.resolve(null)
    else only?.answer.reject(error)
  }
}
