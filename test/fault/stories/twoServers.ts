import type { ChatTiming } from '#test/support/chatTiming.ts'
import { prepareConversations } from '#test/support/chatWorld.ts'
import { deliveryDelays, type Span } from '../delays.ts'
import { quantile, wholeMs, type Outcome } from '../outcome.ts'
import { openStage, type Stage } from '../stage.ts'

export type TwoServersSize = {
  conversations: number
  everyMs: number
  messagesBetween: number
  timing: ChatTiming
  /** From the acknowledgement to the other server's page. */
  medianWithinMs: number
  slowestWithinMs: number
  /** While wake-ups are lost: one sweep a second, and what a busy machine adds. */
  sweptWithinMs: number
}

/**
 * P5, T8: clients on one server, the desk on another, a second page of each on the other one. Then the servers' wake-ups
 * are lost for a while, then one server is killed and its pages move.
 */
export async function twoServersShareTickets(databaseUrl: string, size: TwoServersSize): Promise<Outcome> {
  const conversations = await prepareConversations(databaseUrl, size)
  const stage = await openStage(databaseUrl)
  try {
    const first = await stage.launch()
    const second = await stage.launch()
    const at = { first: urlOf(first.port), second: urlOf(second.port) }
    const open = (side: 'client' | 'desk', server: 'first' | 'second', role: 'writer' | 'reader') =>
      conversations.map((talk) => stage.open(talk, side, { url: () => at[server], timing: size.timing, role }))
    const clients = open('client', 'first', 'writer')
    const agents = open('desk', 'second', 'writer')
    const onFirst = [...clients, ...open('desk', 'first', 'reader')]
    const onSecond = [...agents, ...open('client', 'second', 'reader')]
    await stage.until('every page is there', () => stage.pages().every((page) => page.isOnline()))
    const clientsWriting = stage.write(clients, size.everyMs)
    const agentsWriting = stage.write(agents, size.everyMs)

    const live = await phase(stage, size)
    // Nobody writes at the desk meanwhile: a message of its own would make its server look.
    agentsWriting.stop()
    const swept = await withoutWakeups(stage, () => phase(stage, size))

    first.kill('SIGKILL')
    await first.exited
    at.first = at.second
    await stage.until('every page is back', () => stage.pages().every((page) => page.isOnline()))
    await phase(stage, size)
    clientsWriting.stop()

    const faults = await stage.judge()
    const delays = {
      live: [...deliveryDelays(clients, onSecond, live), ...deliveryDelays(agents, onFirst, live)],
      swept: deliveryDelays(clients, onSecond, swept.result),
    }
    const median = quantile(delays.live, 0.5)
    if (median > size.medianWithinMs) faults.push(`half of the messages needed more than ${wholeMs(median)} ms`)
    const slowest = quantile(delays.live, 1)
    if (slowest > size.slowestWithinMs)
      faults.push(`a message needed ${wholeMs(slowest)} ms to the other server's page`)
    // Without this the phase would have shown nothing. Counted, not timed: on a busy machine a wake-up is no faster than a sweep.
    if (swept.cuts < 2) faults.push('the wake-ups were not lost')
    const slowestSwept = quantile(delays.swept, 1)
    if (slowestSwept > size.sweptWithinMs) faults.push(`without wake-ups a message needed ${wholeMs(slowestSwept)} ms`)
    return {
      faults,
      facts: {
        messages: stage.acknowledgedCount(),
        'ms to the other page, median': wholeMs(median),
        'slowest of 99 %': wholeMs(quantile(delays.live, 0.99)),
        slowest: wholeMs(slowest),
        'slowest while wake-ups were lost': wholeMs(slowestSwept),
      },
    }
  } finally {
    await stage.close()
  }
}

async function phase(stage: Stage, size: TwoServersSize): Promise<Span> {
  const from = performance.now()
  const target = stage.acknowledgedCount() + size.conversations * 2 * size.messagesBetween
  await stage.until('messages are acknowledged', () => stage.acknowledgedCount() >= target, 60_000)
  return { from, to: performance.now() }
}

/** Whenever a server begins to listen for the others, its connection is cut again; `cuts` is how often while `act` went on. */
async function withoutWakeups<Result>(
  stage: Stage,
  act: () => Promise<Result>,
): Promise<{ result: Result; cuts: number }> {
  let isOver = false
  const cut = async () => {
    const { rowCount } = await stage.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where (query like '%; listen opora' or query like 'select pg_notify(%')
          and pid <> pg_backend_pid() and datname = current_database()`,
    )
    cuts += rowCount ?? 0
    return isOver
  }
  let cuts = 0
  const cutting = stage.until('the story goes on', cut, 90_000)
  await stage.until('the servers do not hear each other', () => cuts >= 2)
  const before = cuts
  try {
    const result = await act()
    return { result, cuts: cuts - before }
  } finally {
    isOver = true
    await cutting
  }
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`
}
