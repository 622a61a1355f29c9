import { post } from '../access.ts'
import {
  articleKey,
  articlePage,
  articleVersion,
  deskArticle,
  listArticlesInput,
  publishArticleInput,
  readArticleVersionInput,
  saveArticleInput,
} from './types.ts'

export const knowledgeRoutes = {
  listArticles: post('/api/desk/articles', 'staff', listArticlesInput, articlePage),
  readDeskArticle: post('/api/desk/articles/read', 'staff', articleKey, deskArticle),
  readArticleVersion: post('/api/desk/articles/version', 'staff', readArticleVersionInput, articleVersion),
  saveArticle: post('/api/desk/articles/save', 'staff', saveArticleInput, deskArticle),
  publishArticle: post('/api/desk/articles/publish', 'lead', publishArticleInput, deskArticle),
  archiveArticle: post('/api/desk/articles/archive', 'lead', articleKey, deskArticle),
} as const
