import { sql } from 'kysely'
import type { Language } from '#contract/common.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export async function findHelpSlug(db: Reader, deskId: string): Promise<string | null> {
  const row = await db
    .selectFrom('help_pages')
    .select('slug')
    .where('desk_id', '=', deskId)
    .where('left_at', 'is', null)
    .executeTakeFirst()
  return row?.slug ?? null
}

export async function leaveSlug(unit: UnitOfWork, deskId: string): Promise<void> {
  await unit.tx
    .updateTable('help_pages')
    .set({ left_at: unit.at })
    .where('desk_id', '=', deskId)
    .where('left_at', 'is', null)
    .execute()
}

/** False where it is or was another desk's: its old links must not lead to somebody else. */
export async function takeSlug(unit: UnitOfWork, deskId: string, slug: string): Promise<boolean> {
  const { rows } = await sql`
    insert into help_pages (slug, desk_id, opened_at) values (${slug}, ${deskId}, ${unit.at})
    on conflict (slug) do update set left_at = null, opened_at = excluded.opened_at
     where help_pages.desk_id = excluded.desk_id
    returning 1`.execute(unit.tx)
  return rows.length > 0
}

export type KnownSlug = { deskId: string; present: string | null }

/** Every name that there is or was, with the present one of its desk; null: its page is closed. */
export async function listHelpSlugs(db: Reader): Promise<Map<string, KnownSlug>> {
  const { rows } = await sql<KnownSlug & { slug: string }>`
    select p.slug, p.desk_id as "deskId",
           (select n.slug from help_pages n where n.desk_id = p.desk_id and n.left_at is null) as present
      from help_pages p`.execute(db)
  return new Map(rows.map(({ slug, ...known }) => [slug, known]))
}

type Asked = { questionId: string; deskId: string; name: string; email: string; text: string; language: Language }

export async function insertQuestion(unit: UnitOfWork, asked: Asked): Promise<void> {
  await unit.tx
    .insertInto('help_questions')
    .values({
      question_id: asked.questionId,
      desk_id: asked.deskId,
      asked_at: unit.at,
      name: asked.name,
      email: asked.email,
      body: asked.text,
      language: asked.language,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function countWaiting(db: Reader, deskId: string): Promise<number> {
  const { count } = await db
    .selectFrom('help_questions')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('desk_id', '=', deskId)
    .where('done_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

export type WaitingQuestion = Omit<Asked, 'deskId'> & { at: Date }

export async function listWaiting(db: Reader, deskId: string): Promise<WaitingQuestion[]> {
  const rows = await db
    .selectFrom('help_questions')
    .selectAll()
    .where('desk_id', '=', deskId)
    .where('done_at', 'is', null)
    .orderBy('asked_at')
    .orderBy('question_id')
    .execute()
  return rows.map((row) => ({
    questionId: row.question_id,
    at: row.asked_at,
    name: row.name,
    email: row.email,
    text: row.body,
    language: row.language,
  }))
}

/** False where there is none of this desk by that id, or it is ended already. */
export async function endQuestion(
  unit: UnitOfWork,
  { deskId, questionId, by }: { deskId: string; questionId: string; by: string },
): Promise<boolean> {
  const { rows } = await sql`
    update help_questions set done_at = ${unit.at}, done_by = ${by}
     where question_id = ${questionId} and desk_id = ${deskId} and done_at is null returning 1`.execute(unit.tx)
  return rows.length > 0
}

export async function dropOldQuestions(unit: UnitOfWork, before: Date): Promise<void> {
  await unit.tx.deleteFrom('help_questions').where('asked_at', '<', before).execute()
}
