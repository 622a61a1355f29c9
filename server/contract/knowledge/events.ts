import * as v from 'valibot'

const article = v.object({ articleId: v.string(), title: v.string(), language: v.string(), version: v.number() })

/** What a desk's knowledge base has become (A5). What is only written stands in the article's own history. */
export const knowledgeEvents = {
  'article.published': { payload: article, changes: ['knowledge'] },
  'articles.imported': { payload: v.object({ count: v.number() }), changes: ['knowledge'] },
  'articles.copied': { payload: v.object({ count: v.number() }), changes: ['knowledge'] },
  'article.archived': { payload: article, changes: ['knowledge'] },
  /** Somebody who leads has looked at it again: it is still so. */
  'article.checked': { payload: article, changes: ['knowledge'] },
  /** E7: names of the public page; empty: there is none. */
  'helpPage.set': { payload: v.object({ from: v.string(), to: v.string() }), changes: ['knowledge'] },
  /** Somebody without a portal has asked on the public page; what, stands in its row alone. */
  'help.asked': { payload: v.object({ questionId: v.string() }), changes: ['knowledge'] },
} as const
