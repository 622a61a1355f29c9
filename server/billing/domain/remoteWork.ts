import type { RemoteTool } from '#contract/tickets/access.types.ts'

/** A session at a client's screen, in one ticket; null: it runs. */
export type RemoteWork = { ticketId: string; tool: RemoteTool; startedAt: Date; endedAt: Date | null }

type Worked = { ticketId: string; startedAt: Date; stoppedAt: Date | null }

/** Q11: which sessions lay in a run of the timer, also in part; by the instants that the server has given both. */
export function remoteWithin<Session extends RemoteWork>(
  { ticketId, startedAt, stoppedAt }: Worked,
  sessions: readonly Session[],
): Session[] {
  const stop = endOf({ startedAt, endedAt: stoppedAt })
  return sessions.filter(
    (session) =>
      session.ticketId === ticketId && session.startedAt.getTime() < stop && endOf(session) > startedAt.getTime(),
  )
}

/** What ends in the instant of its start was there all the same. */
const endOf = ({ startedAt, endedAt }: Pick<RemoteWork, 'startedAt' | 'endedAt'>): number =>
  endedAt === null ? Infinity : Math.max(endedAt.getTime(), startedAt.getTime() + 1)
