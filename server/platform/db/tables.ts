import type { ColumnType, Generated } from 'kysely'
import type { Side } from '#contract/common.ts'

export type Json<Type> = ColumnType<Type, string, string>

/**
 * The schema as `server/migrations` makes it: here what is the platform's own, and each feature's tables merged in by its
 * `*.tables.ts`. A row type stays inside the `*.sql.ts` that reads it.
 */
export interface Tables {
  sessions: {
    token_hash: Buffer
    member_id: string
    user_id: number
    name: string
    photo: string | null
    is_portal_admin: boolean
    portal_token: string | null
    opened_at: Date
    expires_at: Date
    ended_at: Date | null
  }
  reactions_held: {
    reaction: string
    ticket_id: string
    types: string[]
    failures: number
    again_at: Date
  }
  journal: {
    entry_id: Generated<number>
    xid: Generated<string>
    at: Date
    type: string
    member_id: string | null
    desk_id: string | null
    ticket_id: string | null
    seq: number | null
    public_seq: number | null
    actor: Json<JournalActor>
    payload: Json<Record<string, unknown>>
  }
  reaction_cursors: {
    reaction: string
    xid: string
    entry_id: number
  }
  projection_walks: {
    projection: string
    revision: number
    upto_ticket: string | null
    is_over: boolean
  }
}

/** Who did it, and from where. */
export type JournalActor = {
  side: Side
  memberId: string | null
  userId: number | null
  name: string
  address: string | null
}
