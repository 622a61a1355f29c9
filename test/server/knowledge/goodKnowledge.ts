import { newId } from '#test/support/world.ts'
import type { ArticleRouteName } from '#server/knowledge/articles/articles.routes.ts'
import type { GoodInput } from '../goodPartnerInputs.ts'

const content = {
  category: 'mail',
  audience: 'clients',
  title: 'Письма не уходят',
  body: 'Проверьте **ящик**',
  phrasings: ['не уходят письма', 'почта не отправляется', 'письма застряли'],
} as const

/** The knowledge base, as those who write it ask for it. */
export const goodKnowledge: { [Name in ArticleRouteName]: GoodInput<Name> } = {
  listArticles: { by: 'agent', input: () => ({ state: 'draft', search: 'письма', limit: 10 }) },
  readDeskArticle: { by: 'agent', input: () => ({ articleId: newId() }) },
  readArticleVersion: { by: 'agent', input: () => ({ articleId: newId(), version: 1 }) },
  saveArticle: {
    by: 'agent',
    input: () => ({
      articleId: newId(),
      version: null,
      language: 'ru',
      translationOf: null,
      content: { ...content, phrasings: [...content.phrasings] },
    }),
  },
  publishArticle: { by: 'lead', input: () => ({ articleId: newId(), version: 1 }) },
  archiveArticle: { by: 'lead', input: () => ({ articleId: newId() }) },
}
