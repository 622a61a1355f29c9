import { newId } from '#test/support/world.ts'
import type { ArticleRouteName } from '#server/knowledge/articles/articles.routes.ts'
import type { ReadingRouteName } from '#server/knowledge/articles/reading.routes.ts'
import type { HelpRouteName } from '#server/knowledge/help/help.routes.ts'
import type { TransferRouteName } from '#server/knowledge/transfer/transfer.routes.ts'
import type { VoiceRouteName } from '#server/knowledge/articles/rating.routes.ts'
import type { GoodInput } from '../goodPartnerInputs.ts'

const content = {
  category: 'mail',
  audience: 'clients',
  title: 'Письма не уходят',
  body: 'Проверьте **ящик**',
  phrasings: ['не уходят письма', 'почта не отправляется', 'письма застряли'],
} as const

/** The knowledge base, as those who write it ask for it. */
export const goodKnowledge: {
  [Name in ArticleRouteName | ReadingRouteName | TransferRouteName | HelpRouteName | VoiceRouteName]: GoodInput<Name>
} = {
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
  draftSolution: {
    by: 'agent',
    input: ({ tickets }) => ({ articleId: newId(), ticketId: tickets.partner.ticketId }),
  },
  publishArticle: { by: 'lead', input: () => ({ articleId: newId(), version: 1 }) },
  suggestArticles: { by: 'agent', input: () => ({ text: 'почта', language: 'ru', isForClient: true }) },
  browseArticles: { by: 'integrator', input: () => ({ language: 'uk', category: 'mail', limit: 10 }) },
  findArticles: { by: 'integrator', input: () => ({ text: 'не уходят письма', language: 'ru', how: 'proposed' }) },
  readArticle: { by: 'integrator', input: () => ({ slug: 'no-such-article', language: 'en' }) },
  rateArticle: {
    by: 'integrator',
    input: () => ({ slug: 'no-such-article', language: 'en', isHelpful: false, comment: 'Нет про порт' }),
  },
  readArticleVoices: { by: 'agent', input: () => ({ articleId: newId() }) },
  confirmArticle: { by: 'lead', input: () => ({ articleId: newId() }) },
  importArticles: {
    by: 'agent',
    input: () => ({
      files: [
        { path: 'ru/pochta.md', text: '---\ntitle: Почта\ncategory: mail\naudience: staff\nphrasings: []\n---\nТекст' },
      ],
      publishes: false,
    }),
  },
  exportArticles: { by: 'agent', input: () => ({ cursor: 'ru/pochta' }) },
  readHelpPage: { by: 'agent', input: () => ({}) },
  setHelpPage: { by: 'owner', input: () => ({ slug: null }) },
  endHelpQuestion: { by: 'agent', input: () => ({ questionId: newId() }) },
  readOwnArticles: { by: 'lead', input: () => ({}) },
  copyOwnArticles: { by: 'lead', input: () => ({}) },
  archiveArticle: { by: 'lead', input: () => ({ articleId: newId() }) },
}
