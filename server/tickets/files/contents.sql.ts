import { sql } from 'kysely'
import type { FileKind } from '#contract/tickets/files.types.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type Content = {
  contentId: string
  deskId: string
  digest: string
  bytes: number
  kind: FileKind
  type: string
  width: number | null
  height: number | null
  hasThumbnail: boolean
}

/** Its id, or that of the desk's equal one, which then is not deleted before this unit is over. */
export async function insertContent(unit: UnitOfWork, content: Content): Promise<string> {
  const { rows } = await sql<{ content_id: string }>`
    insert into ticket_file_contents as c
           (content_id, desk_id, digest, bytes, kind, type, width, height, has_thumbnail)
    values (${content.contentId}, ${content.deskId}, decode(${content.digest}, 'hex'), ${content.bytes}, ${content.kind},
            ${content.type}, ${content.width}, ${content.height}, ${content.hasThumbnail})
    on conflict (desk_id, digest) do update set loose_since = c.loose_since
    returning content_id`.execute(unit.tx)
  const [row] = rows
  if (row === undefined) throw new Error('a content was not kept')
  return row.content_id
}

/** From now on the file is what it is; false where somebody was faster, or it is gone. */
export async function setContent(
  unit: UnitOfWork,
  { fileId, contentId, name }: { fileId: string; contentId: string; name: string },
): Promise<boolean> {
  const { rows } = await sql`
    update ticket_files set content_id = ${contentId}, name = ${name}
     where file_id = ${fileId} and content_id is null and refused is null and ticket_id is null returning 1`.execute(
    unit.tx,
  )
  return rows.length > 0
}

const sweptAtOnce = 200

/** Those that no file has any more: their rows are gone with this unit, and their bytes may go after it. */
export async function deleteLooseContents(unit: UnitOfWork): Promise<string[]> {
  const { rows } = await sql<{ content_id: string; is_used: boolean }>`
    select c.content_id, exists (select 1 from ticket_files f where f.content_id = c.content_id) as is_used
      from ticket_file_contents c where c.loose_since is not null
     order by c.loose_since limit ${sweptAtOnce} for no key update skip locked`.execute(unit.tx)
  const used = rows.filter((row) => row.is_used).map((row) => row.content_id)
  await sql`update ticket_file_contents set loose_since = null where content_id = any(${used}::uuid[])`.execute(unit.tx)
  const loose = rows.filter((row) => !row.is_used).map((row) => row.content_id)
  // Looked at again under the lock: a file that took it meanwhile has it for good.
  const { rows: gone } = await sql<{ content_id: string }>`
    delete from ticket_file_contents c where c.content_id = any(${loose}::uuid[])
       and not exists (select 1 from ticket_files f where f.content_id = c.content_id)
    returning content_id`.execute(unit.tx)
  return gone.map((row) => row.content_id)
}

/** Of ids that lie in the store, those that have a row. */
export async function listKnown(
  unit: UnitOfWork,
  ids: readonly string[],
  what: 'upload' | 'content',
): Promise<Set<string>> {
  const { rows } = await (
    what === 'content'
      ? sql<{ id: string }>`select content_id as id from ticket_file_contents where content_id = any(${ids}::uuid[])`
      : sql<{ id: string }>`select file_id as id from ticket_files
                           where file_id = any(${ids}::uuid[]) and content_id is null and refused is null
                             and removed_at is null`
  ).execute(unit.tx)
  return new Set(rows.map((row) => row.id))
}
