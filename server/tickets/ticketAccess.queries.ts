import { mostBoxes, type AccessAction, type AccessBox as ShownBox } from '#contract/tickets/access.types.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { boxActions, takesAccess, type AccessBox } from './domain/access.ts'
import type { Side } from './domain/side.ts'
import { assigneeIn, type Ticket } from './domain/ticketState.ts'
import { listSessions, type RemoteSession } from './remoteSessions.sql.ts'
import { findBox, listBoxes } from './ticketAccess.sql.ts'

type Viewing = { actor: Actor; side: Side; at: Date }

/** T9: the boxes of a ticket as one reader sees them, and whether they may ask for or offer another. */
export async function boxesOf(
  db: Reader,
  ticket: Ticket,
  { actor, side, at }: Viewing,
): Promise<{ boxes: ShownBox[]; mayAsk: boolean; mayOffer: boolean }> {
  const reader = { side, isAssignee: isAssignee(ticket, actor), isAdmin: actor.client === 'admin' }
  const boxes = await listBoxes(db, ticket.ticketId, mostBoxes)
  const isRemote = boxes.some(({ kind }) => kind === 'remote')
  const running = (isRemote ? await listSessions(db, [ticket.ticketId]) : []).filter(({ endedAt }) => endedAt === null)
  return {
    ...newBoxes(ticket, { actor, side }),
    boxes: boxes.map((box) => {
      const session = running.find(({ accessId }) => accessId === box.accessId) ?? null
      const can = boxActions(box, { ...reader, isRunning: session !== null }, ticket, at)
      return presentBox(box, session, can)
    }),
  }
}

/** Whether they may ask for or offer another one. */
export function newBoxes(ticket: Ticket, { actor, side }: Omit<Viewing, 'at'>): { mayAsk: boolean; mayOffer: boolean } {
  const isOpen = takesAccess(ticket)
  return { mayAsk: isOpen && side === 'desk', mayOffer: isOpen && side === 'client' && actor.client === 'admin' }
}

/** Of the desk; the same number may be somebody else's in the client's portal. */
export function isAssignee(ticket: Ticket, actor: Actor): boolean {
  return actor.desk?.deskId === ticket.deskId && assigneeIn(ticket) === String(actor.userId)
}

/** What is known of a box now, for whoever tells of it; of what is in it nothing. */
export async function boxNow(db: Reader, accessId: string): Promise<AccessBox | null> {
  return findBox(db, accessId)
}

function presentBox(box: AccessBox, session: RemoteSession | null, can: AccessAction[]): ShownBox {
  const { answered, ending } = box
  const act = answered === null ? null : { name: answered.name, at: answered.at.toISOString() }
  const isRefused = box.state === 'refused'
  return {
    accessId: box.accessId,
    kind: box.kind,
    tool: box.tool,
    purpose: box.purpose,
    until: box.until.toISOString(),
    state: box.state,
    asked: { side: box.asked.side, name: box.asked.name, at: box.asked.at.toISOString() },
    consent: isRefused ? null : act,
    refusal: isRefused && act !== null ? { ...act, reason: box.reason } : null,
    ending: ending === null ? null : { cause: ending.cause, at: ending.at.toISOString() },
    looks: box.looks,
    lastLook: shownAct(box.lastLook),
    confirmed: shownAct(box.confirmed),
    session:
      session === null
        ? null
        : { sessionId: session.sessionId, name: session.agentName, startedAt: session.startedAt.toISOString() },
    can,
  }
}

function shownAct(act: { name: string; at: Date } | null): { name: string; at: string } | null {
  return act === null ? null : { name: act.name, at: act.at.toISOString() }
}
