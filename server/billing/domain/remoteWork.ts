import type { RemoteTool } from '#contract/tickets/access.types.ts'

/** A session at a client's screen, in one ticket; null: it runs. */
export type RemoteWork = { ticketId: string; tool: RemoteTool; startedAt: Date; endedAt: Date | null }

type Worked = { ticketId: string; startedAt: Date; stoppedAt: Date | null }

/** Q11: which sessions lay in a run of the timer, also in part; by the instants that the server has given both. */
export function remoteWithin<Session extends RemoteWork>(
  { ticketId, startedAt, stoppedAt }: Worked,
  sessions: readonly Session[],
): Session[] {
  return sessions.filter(
    (session) =>
      session.ticketId === ticketId &&
      (stoppedAt === null || session.startedAt.getTime() < stoppedAt.getTime()) &&
      (session.endedAt === null || session.endedAt.getTime() > startedAt.getTime()),
  )
}
