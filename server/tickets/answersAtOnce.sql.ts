import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

/** T8: what colleagues have answered in public behind a number, and the newest number of it. */
export async function answersAfter(
  unit: UnitOfWork,
  ticketId: string,
  { seq, author }: { seq: number; author: { memberId: string; userId: number } },
): Promise<{ count: number; names: string[]; lastSeq: number }> {
  const rows = await unit.tx
    .selectFrom('messages')
    .select(['seq', 'author_name'])
    .where('ticket_id', '=', ticketId)
    .where('seq', '>', seq)
    .where('side', '=', 'desk')
    .where('kind', '=', 'public')
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('author_member', '!=', author.memberId), eb('author_id', '!=', author.userId)]))
    .orderBy('seq')
    .execute()
  const names = [...new Set(rows.map((row) => row.author_name))]
  return { count: rows.length, names, lastSeq: rows.at(-1)?.seq ?? 0 }
}
