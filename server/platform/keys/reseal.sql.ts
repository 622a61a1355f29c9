import { sql } from 'kysely'
import type { Db } from '../db/db.ts'
import type { Tables } from '../db/tables.ts'
import type { Secrets } from '../secrets.ts'

/** Where a feature keeps what the master key has sealed. */
export type SealedColumn = { table: keyof Tables; column: string }

const atOnce = 100

/**
 * Seals anew what the key before the newest has sealed, row by row and only where nobody has written it meanwhile; how many. What neither
 * key opens was lost before, and stays.
 */
export async function resealColumn(
  db: Db,
  { table, column }: SealedColumn,
  secrets: Pick<Secrets, 'seal' | 'open' | 'newest'>,
): Promise<number> {
  let count = 0
  const lost: string[] = []
  for (;;) {
    const { rows } = await sql<{ row: string; sealed: string }>`
      select ctid::text as row, ${sql.ref(column)} as sealed from ${sql.table(table)}
       where ${sql.ref(column)} not like ${`${secrets.newest}.%`} and ${sql.ref(column)} <> all(${lost}::text[])
       limit ${atOnce}`.execute(db)
    if (rows.length === 0) return count
    for (const { row, sealed } of rows) {
      const plain = openIfKnown(secrets, sealed)
      if (plain === null) lost.push(sealed)
      else count += await replace(db, { table, column }, { row, sealed, fresh: secrets.seal(plain) })
    }
  }
}

async function replace(
  db: Db,
  { table, column }: SealedColumn,
  { row, sealed, fresh }: { row: string; sealed: string; fresh: string },
): Promise<number> {
  const { rows } = await sql`
    update ${sql.table(table)} set ${sql.ref(column)} = ${fresh}
     where ctid = ${row}::tid and ${sql.ref(column)} = ${sealed} returning 1`.execute(db)
  return rows.length
}

function openIfKnown(secrets: Pick<Secrets, 'open'>, sealed: string): string | null {
  try {
    return secrets.open(sealed)
  } catch {
    return null
  }
}
