import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { SupportCode } from './codes.sql.ts'

/** The portal that a code is for, as it is called now; null where it has not installed the app, or the code is anybody's. */
export async function findPortalOf(
  db: Reader,
  { portal, portalMemberId, issuedAt }: Pick<SupportCode, 'portal' | 'portalMemberId' | 'issuedAt'>,
): Promise<string | null> {
  if (portalMemberId !== null || portal === null) return portalMemberId
  const { rows } = await sql<{ member_id: string }>`
    select p.member_id from portals p
     where p.is_installed and (p.member_id = ${portal} or p.domain = ${portal}
           or (p.former_domains @> array[${portal}]
               and p.former_domains_left_at[array_position(p.former_domains, ${portal})] >= ${issuedAt}))
     limit 2`.execute(db)
  const [one, other] = rows
  return one === undefined || other !== undefined ? null : one.member_id
}

/** To one portal, by whichever of its names. */
export async function countSentTo(
  db: Reader,
  deskId: string,
  to: Pick<SupportCode, 'portal'> & { memberId: string },
  since: Date,
): Promise<number> {
  const { count } = await db
    .selectFrom('support_codes')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('desk_id', '=', deskId)
    .where((eb) => eb.or([eb('portal_member_id', '=', to.memberId), eb('portal', '=', to.portal)]))
    .where('sent_at', '>', since)
    .executeTakeFirstOrThrow()
  return count
}
