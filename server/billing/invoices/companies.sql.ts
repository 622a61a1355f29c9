import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { CompanyView } from '#contract/billing/crm.types.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { AccountKey } from '../domain/accountForUpdate.ts'

export type CompanyOf = { by: 'client'; memberId: string } | { by: 'company'; companyId: number }

export async function findCompanyLink(db: Reader, deskId: string, of: CompanyOf): Promise<CompanyView['link']> {
  const row = await db
    .selectFrom('client_companies as c')
    .innerJoin('portals as p', 'p.member_id', 'c.member_id')
    .select(['c.company_id', 'c.title', 'c.member_id', 'c.linked_by', 'p.domain'])
    .select(
      sql<
        string | null
      >`(select k.title from client_titles k where k.desk_id = c.desk_id and k.member_id = c.member_id)`.as(
        'client_title',
      ),
    )
    .where('c.desk_id', '=', deskId)
    .where((eb) => (of.by === 'client' ? eb('c.member_id', '=', of.memberId) : eb('c.company_id', '=', of.companyId)))
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    companyId: row.company_id,
    title: row.title,
    memberId: row.member_id,
    clientName: row.client_title,
    portalName: row.domain,
    linkedBy: row.linked_by,
  }
}

/** Of the desk's own portal. */
export async function isCrmGranted(db: Reader, deskId: string): Promise<boolean> {
  const row = await db
    .selectFrom('desks as d')
    .innerJoin('portals as p', 'p.member_id', 'd.member_id')
    .select('p.scopes')
    .where('d.desk_id', '=', deskId)
    .executeTakeFirst()
  return row?.scopes.includes('crm') === true
}

/** False where the company is another client's. */
export async function saveCompany(
  unit: UnitOfWork,
  { deskId, memberId }: AccountKey,
  { companyId, title }: { companyId: number; title: string },
  by: string,
): Promise<boolean> {
  const values = { company_id: companyId, title, linked_at: unit.at, linked_by: by }
  const taken = await findCompanyLink(unit.tx, deskId, { by: 'company', companyId })
  if (taken !== null && taken.memberId !== memberId) return false
  await unit.tx
    .insertInto('client_companies')
    .values({ desk_id: deskId, member_id: memberId, ...values })
    .onConflict((conflict) => conflict.columns(['desk_id', 'member_id']).doUpdateSet(values))
    .execute()
  return true
}

/** False where there was none. */
export async function deleteCompany(unit: UnitOfWork, { deskId, memberId }: AccountKey): Promise<boolean> {
  const { numDeletedRows } = await unit.tx
    .deleteFrom('client_companies')
    .where('desk_id', '=', deskId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** One who links a company at a desk after another, so that two cannot take the same one. */
export async function lockDeskCompanies(unit: UnitOfWork, deskId: string): Promise<void> {
  await unit.tx.selectFrom('desks').select('desk_id').where('desk_id', '=', deskId).forNoKeyUpdate().execute()
}
