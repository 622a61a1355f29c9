import { sql } from 'kysely'
import * as v from 'valibot'
import { intakeAnswer, productFacts, type IntakeAnswer, type ProductFacts } from '#contract/tickets/intake.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { storedJson } from '#server/platform/db/storedJson.ts'

export type StoredIntake = { answers: IntakeAnswer[]; product: ProductFacts | null }

const storedAnswers = storedJson({
  name: 'answers of an intake',
  schema: v.strictObject({ answers: v.array(intakeAnswer) }),
  upcasts: [],
})
const storedProduct = storedJson({
  name: 'product of an intake',
  schema: v.strictObject({ product: v.nullable(productFacts) }),
  upcasts: [],
})

/** As the columns of `tickets_intakes` have it. */
export function toColumns({ answers, product }: StoredIntake): { answers: string; product: string } {
  return { answers: storedAnswers.write({ answers }), product: storedProduct.write({ product }) }
}

/** Null where nobody asked, and where everything was erased. */
export async function findIntake(db: Reader, ticketId: string): Promise<StoredIntake | null> {
  const row = await db
    .selectFrom('tickets_intakes')
    .select(['answers', 'from_portal'])
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
  if (row === undefined) return null
  return { answers: storedAnswers.read(row.answers).answers, product: storedProduct.read(row.from_portal).product }
}

/** So many of the newest are looked at besides the first one. */
const newest = 30

/** What the client has written: the first text, then the newest ones. */
export async function clientTexts(db: Reader, ticketId: string): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    with own as not materialized (
      select seq, text from messages
       where ticket_id = ${ticketId} and side = 'client' and kind = 'public' and deleted_at is null
    )
    (select seq, text from own order by seq limit 1)
    union all
    (select seq, text from own where seq > (select min(seq) from own) order by seq desc limit ${newest})`.execute(db)
  return rows.map(({ text }) => text)
}
