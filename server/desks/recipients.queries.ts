import type { Reader } from '#server/platform/db/db.ts'
import { chooseAgent } from './domain/assignment.ts'
import { idleReason, isAway } from './domain/availability.ts'
import { findOnDuty } from './duty.queries.ts'
import { listMembers, type Member } from './staff.sql.ts'
import { findDeskTimeZone } from './deskTimeZone.queries.ts'

export const recipientKinds = ['assigneeOrShift', 'lead', 'owner', 'onDuty'] as const
export type RecipientKind = (typeof recipientKinds)[number]
type AssignedAt = { deskId: string; assigneeId: number | null }

/**
 * The people behind these kinds at this instant (S6). An alarm must reach somebody: where nobody is on shift all who get
 * tickets are notified, and where nobody is on duty the lead is, else the owner.
 */
export async function recipientsOf(
  db: Reader,
  { deskId, assigneeId }: AssignedAt,
  who: readonly RecipientKind[],
  at: Date,
): Promise<number[]> {
  const members = await listMembers(db, deskId)
  const duty = who.includes('onDuty') ? await findOnDuty(db, deskId, at) : null
  const timeZone = await findDeskTimeZone(db, deskId, at)
  const recipients = who.flatMap((one) => {
    switch (one) {
      case 'assigneeOrShift':
        return idsOf(assigneeOrShift(members, assigneeId, { timeZone, at }))
      case 'lead':
        return idsOf(leads(members))
      case 'owner':
        return idsOf(members.filter(({ role }) => role === 'owner'))
      case 'onDuty':
        return duty === null ? idsOf(leads(members)) : [duty]
    }
  })
  return [...new Set(recipients)]
}

/** Whoever could take a ticket over that nobody attends to in time; null if nobody else can. */
export async function chooseOther(
  db: Reader,
  { deskId, assigneeId }: AssignedAt,
  how: 'leastLoaded' | 'lead',
  at: Date,
): Promise<number | null> {
  const others = (await listMembers(db, deskId)).filter(({ userId }) => userId !== assigneeId)
  const now = { timeZone: await findDeskTimeZone(db, deskId, at), at }
  const candidates = how === 'lead' ? leads(others) : others
  return chooseAgent('leastLoaded', candidates, { skill: null, before: null }, now)
}

function assigneeOrShift(
  members: readonly Member[],
  assigneeId: number | null,
  { timeZone, at }: { timeZone: string; at: Date },
): Member[] {
  const assignee = members.filter(({ userId, away }) => userId === assigneeId && !isAway(away, at))
  if (assignee.length > 0) return assignee
  const shift = members.filter((member) => idleReason(member, timeZone, at) === null)
  return shift.length > 0 ? shift : members.filter(({ getsTickets }) => getsTickets)
}

function leads(members: readonly Member[]): Member[] {
  const found = members.filter(({ role }) => role === 'lead')
  return found.length > 0 ? found : members.filter(({ role }) => role === 'owner')
}

function idsOf(people: readonly Member[]): number[] {
  return people.map(({ userId }) => userId)
}
