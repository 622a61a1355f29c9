/** Of the knowledge base. */
export const knowledgeRefusals = {
  article_stale: 409,
  article_empty: 422,
  phrasings_missing: 422,
  translation_exists: 409,
  too_many_articles: 409,
  too_many_article_versions: 409,
  too_many_phrasings: 409,
} as const
