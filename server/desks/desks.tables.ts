import type { ColumnType, Generated } from 'kysely'
import type { DeskKind, DeskRole } from '#contract/session.ts'
import type { DutyKind } from '#contract/desks/duty.types.ts'
import type { AssignmentMode, SkillOf, Weekly } from '#contract/desks/types.ts'

declare module '#server/platform/db/tables.ts' {
  interface Tables {
    desks: {
      desk_id: string
      kind: DeskKind
      name: string
      member_id: string
      regulation: string
      number_prefix: string
      is_prefix_used: Generated<boolean>
      last_number: Generated<number>
      created_at: Date
      assignment: Generated<AssignmentMode>
      skill_of: ColumnType<SkillOf, string | undefined, string>
    }
    desk_keys: {
      key_hash: Buffer
      name: string
      kind: DeskKind
      number_prefix: string | null
      created_at: Date
      used_at: Date | null
      used_by: string | null
    }
    desk_staff: {
      desk_id: string
      user_id: number
      name: string
      photo: string | null
      role: DeskRole
      added_at: Date
      gets_tickets: Generated<boolean>
      skills: Generated<string[]>
      shifts: ColumnType<Weekly | null, string | null | undefined, string | null>
      away_from: Generated<Date | null>
      away_until: Generated<Date | null>
      phone: Generated<string | null>
      assigned_at: Generated<Date | null>
    }
    duties: {
      duty_id: string
      desk_id: string
      user_id: number
      kind: Generated<DutyKind>
      starts_at: Date
      ends_at: Date
      added_by: string
    }
    duty_rotas: {
      desk_id: string
      version: number
      people: number[]
      first_day: number
      hand_over: number
      confirm_minutes: number
    }
  }
}
