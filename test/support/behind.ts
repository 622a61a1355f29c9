import type { Pool } from 'pg'

/** Reactions that have not read the journal to its end. */
export async function reactionsBehind(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ reaction: string }>(`
    select reaction from reaction_cursors c
     where exists (select 1 from journal j where (j.xid, j.entry_id) > (c.xid, c.entry_id))`)
  return rows.map(({ reaction }) => reaction)
}
