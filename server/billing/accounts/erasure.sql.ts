import { sql } from 'kysely'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/**
 * C5, uninstall with CLEAN: what was bought, worked and disputed stays, with numbers for the names of this portal's people,
 * whether they bought or sold. The ledger itself holds no names.
 */
export async function forgetBuyersAndAgents(unit: UnitOfWork, memberId: string): Promise<void> {
  const ownDesks = sql`(select desk_id from desks where member_id = ${memberId})`
  await sql`update orders set placed_by = '№ ' || placed_by_user where member_id = ${memberId}`.execute(unit.tx)
  await sql`update disputes set opened_by = '№' where member_id = ${memberId}`.execute(unit.tx)
  await sql`update timers set agent_name = '№ ' || agent_id where desk_id in ${ownDesks}`.execute(unit.tx)
  await sql`update order_payments set recorded_by = '№' where desk_id in ${ownDesks}`.execute(unit.tx)
  await sql`update payments_taken_back set recorded_by = '№', taken_back_by = '№' where desk_id in ${ownDesks}`.execute(
    unit.tx,
  )
  await sql`update client_statuses set set_by = '№' where desk_id in ${ownDesks}`.execute(unit.tx)
  await sql`update client_companies set linked_by = '№' where desk_id in ${ownDesks}`.execute(unit.tx)
  await sql`
    update disputes set answered_by = '№' where desk_id in ${ownDesks} and answered_at is not null`.execute(unit.tx)
}
