import { sql } from 'kysely'
import type { DeskKind, DeskRole } from '#contract/session.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import { Refusal } from '#server/platform/refusal.ts'

type ActorRow = {
  token_hash: Buffer
  member_id: string
  user_id: number
  name: string
  photo: string | null
  is_portal_admin: boolean
  is_over: boolean
  is_installed: boolean
  is_client: boolean
  is_integrator: boolean
  desk_id: string | null
  desk_name: string | null
  desk_kind: DeskKind | null
  role: DeskRole | null
}

/**
 * Who asks, in one question: the session, whether the portal takes them for an admin, our list of integrators (E2) and the
 * desk's staff. For many at once, in the order asked; a refusal is in the place of whom it concerns.
 */
export async function loadActors(db: Db, tokenHashes: readonly Buffer[], at: Date): Promise<(Actor | Refusal)[]> {
  const { rows } = await sql<ActorRow>`
    select s.token_hash, s.member_id, s.user_id, s.name, s.photo, s.is_portal_admin, p.is_installed, p.is_client,
           (s.ended_at is not null or s.expires_at <= ${at}) as is_over, n.user_id is not null as is_integrator,
           d.desk_id, d.name as desk_name, d.kind as desk_kind, f.role
      from sessions s
      join portals p using (member_id)
      left join named_people n on n.member_id = s.member_id and n.user_id = s.user_id and n.kind = 'integrator'
      left join desks d on d.member_id = s.member_id
      left join desk_staff f on f.desk_id = d.desk_id and f.user_id = s.user_id
     where s.token_hash ${oneOf(tokenHashes)}`.execute(db)
  const found = new Map(rows.map((row) => [row.token_hash.toString('base64'), row]))
  return tokenHashes.map((tokenHash) => actorOrRefusal(found.get(tokenHash.toString('base64'))))
}

/**
 * Every call asks for one. PostgreSQL takes an array that it does not see for ten, so a question with one would be planned anew at each
 * call (0.6 ms of a core, ten times what it takes to answer it).
 */
function oneOf([one, ...others]: readonly Buffer[]) {
  return others.length === 0 ? sql`= ${one}` : sql`= any(${[one, ...others]}::bytea[])`
}

function actorOrRefusal(row: ActorRow | undefined): Actor | Refusal {
  if (row === undefined) return new Refusal('no_session')
  // The page must not try to renew what an uninstalled portal will not confirm any more.
  if (row.is_over) return new Refusal(row.is_installed ? 'session_expired' : 'portal_not_installed')
  return toActor(row)
}

function toActor(row: ActorRow): Actor {
  const { desk_id: deskId, desk_name: name, desk_kind: kind, role } = row
  return {
    memberId: row.member_id,
    userId: row.user_id,
    name: row.name,
    photo: row.photo,
    address: null,
    isPortalAdmin: row.is_portal_admin,
    isInstalled: row.is_installed,
    client: row.is_installed && row.is_client ? clientRole(row) : null,
    desk:
      !row.is_installed || deskId === null || name === null || kind === null || role === null
        ? null
        : { deskId, name, kind, role },
  }
}

function clientRole(row: ActorRow): Actor['client'] {
  if (row.is_portal_admin) return 'admin'
  return row.is_integrator ? 'integrator' : null
}
