import { sql } from 'kysely'
import type { CustomerTerms } from '#server/billing/accounts/customer.port.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

type Row = { client_status: number | null; plans: string[] | null; since: Date | null }

/**
 * As whom a desk sells to a portal: by its newest connection, also one that is over, since what was bought stays (E3); at the
 * standard desk everybody is a stranger. Null: they have nothing to do with each other.
 */
export async function findCustomerTerms(
  { tx }: { tx: Db | UnitOfWork['tx'] },
  { deskId, memberId }: { deskId: string; memberId: string },
): Promise<CustomerTerms | null> {
  const { rows } = await sql<Row>`
    select c.client_status, c.plans, c.started_at as since
      from desks d join portals p on p.member_id = ${memberId}
      left join lateral (
        select client_status, plans, started_at from connections
         where desk_id = d.desk_id and member_id = p.member_id order by started_at desc limit 1) c on true
     where d.desk_id = ${deskId} and (c.started_at is not null or (d.kind = 'standard' and p.is_client))`.execute(tx)
  const [row] = rows
  if (row === undefined) return null
  return { clientStatus: row.client_status, plans: row.plans, since: row.since ?? new Date(0) }
}
