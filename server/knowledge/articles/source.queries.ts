import type { Reader } from '#server/platform/db/db.ts'
import type { ArticleSource } from '../retrieval/retrieval.port.ts'
import { findKnowledgeVersion, listChanges } from './source.sql.ts'

/** What is published at each desk, for whoever finds answers in it. */
export function makeArticleSource(db: Reader): ArticleSource {
  return {
    versionOf: (deskId) => findKnowledgeVersion(db, deskId),
    changesSince: (deskId, since) => listChanges(db, deskId, since),
  }
}
