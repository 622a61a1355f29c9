import type { AuditKind } from '../audit/kinds.types.ts'
import type { knowledgeEvents } from './events.ts'

/** What the owner's log tells of the knowledge base, by kind. */
export const knowledgeActs = {
  'article.published': 'settings',
  'article.archived': 'settings',
  'article.checked': 'settings',
  'articles.imported': 'settings',
  'articles.copied': 'settings',
  'helpPage.set': 'settings',
  'help.asked': 'settings',
} as const satisfies Record<keyof typeof knowledgeEvents, AuditKind>

/** What is known of these acts, in the order in which it is shown. */
export const knowledgeFacts = ['article', 'articleLanguage', 'articleVersion', 'articleCount'] as const
