import { sql } from 'kysely'
import { forgetNames } from '#server/platform/journal/journal.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

const ticketsAtOnce = 200

/**
 * C5, uninstall with CLEAN, a few tickets at a time: in the portal's own tickets the texts are gone, in these and in
 * those that its people answered as a desk their names are numbers. Returns those that are its own, and where to go on, null at the end.
 */
export async function eraseTextsOf(
  unit: UnitOfWork,
  memberId: string,
  { before, after }: { before: Date; after: string | null },
): Promise<{ own: string[]; next: string | null }> {
  const { rows } = await sql<{ ticket_id: string; is_own: boolean }>`
    select ticket_id, member_id = ${memberId} as is_own from tickets
     where (member_id = ${memberId} or desk_id in (select desk_id from desks where member_id = ${memberId}))
       and opened_at <= ${before} and (${after}::uuid is null or ticket_id > ${after}::uuid)
     order by ticket_id limit ${ticketsAtOnce} for no key update`.execute(unit.tx)
  const all = rows.map((row) => row.ticket_id)
  const own = rows.filter((row) => row.is_own).map((row) => row.ticket_id)
  await eraseTickets(unit, own)
  if (after === null) await eraseLetters(unit, memberId)
  await sql`update messages set author_name = '№ ' || author_id
             where ticket_id = any(${all}::uuid[]) and author_member = ${memberId}`.execute(unit.tx)
  await forgetNames(unit, { memberId, before }, all)
  return { own, next: all.length < ticketsAtOnce ? null : (all.at(-1) ?? null) }
}

async function eraseTickets(unit: UnitOfWork, ticketIds: string[]): Promise<void> {
  await sql`delete from ticket_words where ticket_id = any(${ticketIds}::uuid[])`.execute(unit.tx)
  await sql`delete from messages where ticket_id = any(${ticketIds}::uuid[])`.execute(unit.tx)
  await sql`delete from tickets_intakes where ticket_id = any(${ticketIds}::uuid[])`.execute(unit.tx)
  await sql`update ticket_ratings set comment = '', rated_by = '№ ' || rated_by_user
             where ticket_id = any(${ticketIds}::uuid[])`.execute(unit.tx)
  await sql`delete from read_marks where ticket_id = any(${ticketIds}::uuid[]) and side = 'client'`.execute(unit.tx)
  await sql`update tickets set subject = '', preview = '', opened_by = '№ ' || opened_by_user
             where ticket_id = any(${ticketIds}::uuid[])`.execute(unit.tx)
}

/** Of a portal's letters the words are gone, and its people's names are numbers, also in those that it answered as a desk. */
async function eraseLetters(unit: UnitOfWork, memberId: string): Promise<void> {
  await sql`update letter_messages set text = '' where letter_id in (
              select letter_id from letters where member_id = ${memberId})`.execute(unit.tx)
  await sql`update letters set written_by = '№ ' || written_by_user where member_id = ${memberId}`.execute(unit.tx)
  await sql`update letter_messages set author_name = '№ ' || author_id where author_member = ${memberId}`.execute(
    unit.tx,
  )
}
