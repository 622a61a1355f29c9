import { sql } from 'kysely'
import type { Voice } from '#contract/knowledge/voices.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'

export type Read = { articleId: string; version: number }
export type PortalReader = { memberId: string; userId: number; name: string }

/** Said again it takes the place of what was said. */
export async function saveVoice(
  unit: UnitOfWork,
  { articleId, version }: Read,
  { isHelpful, comment }: Voice,
  { memberId, userId, name }: PortalReader,
): Promise<void> {
  await sql`
    insert into article_voices (voice_id, article_id, version, is_helpful, comment, member_id, user_id, name, at)
    values (gen_random_uuid(), ${articleId}, ${version}, ${isHelpful}, ${comment}, ${memberId}, ${userId}, ${name}, ${unit.at})
    on conflict (article_id, version, member_id, user_id) where member_id is not null
    do update set is_helpful = excluded.is_helpful, comment = excluded.comment, name = excluded.name, at = excluded.at`.execute(
    unit.tx,
  )
}

/** Of somebody on the public page, under an id that is the same for the same address and day. False: of this version there are too many; one's own may still change. */
export async function savePublicVoice(
  unit: UnitOfWork,
  { articleId, version }: Read,
  { isHelpful, comment }: Voice,
  { voiceId, most }: { voiceId: string; most: number },
): Promise<boolean> {
  const { rows } = await sql<{ voice_id: string }>`
    insert into article_voices (voice_id, article_id, version, is_helpful, comment, at)
    select ${voiceId}::uuid, ${articleId}::uuid, ${version}::int, ${isHelpful}::boolean, ${comment}::text, ${unit.at}::timestamptz
     where exists (select from article_voices where voice_id = ${voiceId})
        or (select count(*) from article_voices where article_id = ${articleId} and version = ${version} and member_id is null) < ${most}
    on conflict (voice_id) do update set is_helpful = excluded.is_helpful, comment = excluded.comment, at = excluded.at
    returning voice_id`.execute(unit.tx)
  return rows.length > 0
}

export async function findVoice(
  db: Reader,
  { articleId, version }: Read,
  { memberId, userId }: Pick<PortalReader, 'memberId' | 'userId'>,
): Promise<Voice | null> {
  const { rows } = await sql<Voice>`
    select is_helpful as "isHelpful", comment from article_voices
     where article_id = ${articleId} and version = ${version} and member_id = ${memberId} and user_id = ${userId}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** The newest first, of whichever version. */
export async function listVoices(
  db: Reader,
  articleId: string,
  limit: number,
): Promise<(Voice & { at: Date; version: number; by: string | null })[]> {
  const { rows } = await sql<Voice & { at: Date; version: number; by: string | null }>`
    select at, version, is_helpful as "isHelpful", comment, name as by from article_voices
     where article_id = ${articleId} order by at desc, voice_id limit ${limit}`.execute(db)
  return rows
}

/** C5: what the portal's people have said goes with them. */
export async function forgetVoices(unit: UnitOfWork, memberId: string): Promise<void> {
  await unit.tx.deleteFrom('article_voices').where('member_id', '=', memberId).execute()
}
