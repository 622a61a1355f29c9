import { sql } from 'kysely'
import type { Reader } from '#server/platform/db/db.ts'
import type { ArticleChanges, IndexedArticle } from '../retrieval/retrieval.port.ts'

export async function findKnowledgeVersion(db: Reader, deskId: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select version::int as version from knowledge_desks where desk_id = ${deskId}`.execute(db)
  return rows[0]?.version ?? 0
}

type Change = { version: number; articleId: string | null; article: IndexedArticle | null }

/** One statement, so that the version and what changed until it are of one instant. */
export async function listChanges(db: Reader, deskId: string, since: number): Promise<ArticleChanges> {
  const { rows } = await sql<Change>`
    select d.version::int as version, a.article_id as "articleId",
           case when v.article_id is not null then
             jsonb_build_object('articleId', a.article_id, 'slug', a.slug, 'language', a.language, 'audience', v.audience,
                                'title', v.title, 'body', v.body, 'phrasings', to_jsonb(v.phrasings)) end as article
      from knowledge_desks d
      left join knowledge_articles a on a.desk_id = d.desk_id and a.known_since > ${since}
      left join knowledge_article_versions v on v.article_id = a.article_id and v.version = a.published_version
     where d.desk_id = ${deskId}
     order by a.known_since, a.article_id`.execute(db)
  return {
    version: rows[0]?.version ?? 0,
    changed: rows.flatMap(({ article }) => article ?? []),
    gone: rows.flatMap(({ articleId, article }) => (article === null && articleId !== null ? [articleId] : [])),
  }
}
