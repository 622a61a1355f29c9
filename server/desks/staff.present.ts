import type { StaffView } from '#contract/desks/types.ts'
import { idleReason, isAway, type Away } from './domain/availability.ts'
import { presentDuty, type KnownDuty } from './duty.present.ts'
import type { AssignmentSetting, Member } from './staff.sql.ts'
import type { Numbering } from './ticketNumbers.sql.ts'

export function presentStaff(
  members: readonly Member[],
  duty: KnownDuty,
  { assignment, skillOf, numbering }: AssignmentSetting & { numbering: Numbering },
  { timeZone, at }: { timeZone: string; at: Date },
): StaffView {
  return {
    timeZone,
    at: at.toISOString(),
    members: members.map((member) => ({
      person: member.person,
      role: member.role,
      getsTickets: member.getsTickets,
      skills: [...member.skills],
      shifts: member.shifts,
      away: presentAway(member.away, at),
      idle: idleReason(member, timeZone, at),
      openTickets: member.openTickets,
      phone: member.phone,
    })),
    ...presentDuty(
      duty,
      members.map(({ person }) => person),
      at,
    ),
    assignment,
    skillOf,
    numbering,
  }
}

/** What is over is of no interest any more. */
function presentAway(away: Away | null, at: Date): { from: string; until: string | null } | null {
  if (away === null || (!isAway(away, at) && away.from < at)) return null
  return { from: away.from.toISOString(), until: away.until?.toISOString() ?? null }
}
