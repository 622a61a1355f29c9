import { post } from '../access.ts'
import { empty } from '../common.ts'
import { helpPage, helpQuestionInput, setHelpPageInput } from './help.types.ts'
import {
  articleShelf,
  articleView,
  browseArticlesInput,
  findArticlesInput,
  foundArticles,
  readArticleInput,
  suggestArticlesInput,
  suggestedArticles,
} from './reading.types.ts'
import {
  exportArticlesInput,
  exportedArticles,
  importArticlesInput,
  importedArticles,
  ownArticlesLeft,
} from './transfer.types.ts'
import { articleVoices, articleVoicesInput, rateArticleInput } from './voices.types.ts'
import {
  articleKey,
  articlePage,
  articleVersion,
  deskArticle,
  draftSolutionInput,
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
  draftSolution: post('/api/desk/articles/solution', 'staff', draftSolutionInput, deskArticle),
  publishArticle: post('/api/desk/articles/publish', 'lead', publishArticleInput, deskArticle),
  archiveArticle: post('/api/desk/articles/archive', 'lead', articleKey, deskArticle),
  confirmArticle: post('/api/desk/articles/confirm', 'lead', articleKey, deskArticle),
  readArticleVoices: post('/api/desk/articles/voices', 'staff', articleVoicesInput, articleVoices),
  suggestArticles: post('/api/desk/articles/suggest', 'staff', suggestArticlesInput, suggestedArticles),
  importArticles: {
    ...post('/api/desk/articles/import', 'staff', importArticlesInput, importedArticles),
    costly: 'question',
  },
  exportArticles: {
    ...post('/api/desk/articles/export', 'staff', exportArticlesInput, exportedArticles),
    costly: 'question',
  },
  readOwnArticles: post('/api/desk/articles/own', 'lead', empty, ownArticlesLeft),
  readHelpPage: post('/api/desk/help', 'staff', empty, helpPage),
  setHelpPage: post('/api/desk/help/set', 'owner', setHelpPageInput, helpPage),
  endHelpQuestion: post('/api/desk/help/question/end', 'staff', helpQuestionInput, helpPage),
  copyOwnArticles: { ...post('/api/desk/articles/own/copy', 'lead', empty, ownArticlesLeft), costly: 'question' },
  browseArticles: post('/api/articles', 'client', browseArticlesInput, articleShelf),
  findArticles: post('/api/articles/find', 'client', findArticlesInput, foundArticles),
  readArticle: post('/api/articles/read', 'client', readArticleInput, articleView),
  rateArticle: post('/api/articles/rate', 'client', rateArticleInput, articleView),
} as const
