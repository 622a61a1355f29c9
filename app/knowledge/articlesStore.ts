import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Language } from '#contract/common.ts'
import type {
  ArticleContent,
  ArticlePage,
  ArticleRow,
  ArticleState,
  DeskArticle,
  DraftSolutionInput,
  PublishArticleInput,
  SaveArticleInput,
} from '#contract/knowledge/types.ts'
import { useCall } from '#app/lib/api.ts'
import { usePagedList } from '#app/lib/usePagedList.ts'
import { useResource } from '#app/lib/useResource.ts'

export type StateFilter = ArticleState | 'all' | 'stale'
export interface ArticleFilter {
  state: StateFilter
  language: Language | 'all'
  category: string
  search: string
}

export const noFilter: ArticleFilter = { state: 'all', language: 'all', category: '', search: '' }
type Overview = Pick<ArticlePage, 'coverage' | 'categories' | 'canPublish'>

/** A5: what the reader's desk has written. */
export const useArticlesStore = defineStore('articles', () => {
  const call = useCall()
  const filter = shallowRef<ArticleFilter>(noFilter)
  const overview = shallowRef<Overview | null>(null)
  const list = usePagedList<ArticleRow, string>(
    async (cursor) => {
      const { state, language, category, search } = filter.value
      const page = await call('listArticles', {
        ...(state === 'stale' ? { isStale: true as const } : state === 'all' ? {} : { state }),
        ...(language !== 'all' && { language }),
        ...(category !== '' && { category }),
        ...(search !== '' && { search }),
        ...(cursor !== null && { cursor }),
      })
      overview.value = page
      return { rows: page.articles, next: page.nextCursor }
    },
    ({ articleId }) => articleId,
  )

  async function show(changes: Partial<ArticleFilter>): Promise<void> {
    filter.value = { ...filter.value, ...changes }
    await list.readAnew()
  }

  return { ...list, filter, overview, show }
})

/** One of them, as it is written. */
export const useArticleStore = defineStore('article', () => {
  const call = useCall()
  const articleId = shallowRef('')
  const {
    value: known,
    reason,
    read: readKnown,
    keep,
    forget,
  } = useResource(() => call('readDeskArticle', { articleId: articleId.value }))

  async function show(id: string): Promise<void> {
    if (articleId.value !== id) forget()
    articleId.value = id
    await readKnown()
  }

  const read = async (): Promise<void> => (articleId.value === '' ? undefined : readKnown())

  async function save(input: SaveArticleInput): Promise<DeskArticle> {
    return keptAnswer(await call('saveArticle', input))
  }

  async function draftSolution(input: DraftSolutionInput): Promise<DeskArticle> {
    return keptAnswer(await call('draftSolution', input))
  }

  async function publish(input: PublishArticleInput): Promise<DeskArticle> {
    return keptAnswer(await call('publishArticle', input))
  }

  async function archive(id: string): Promise<DeskArticle> {
    return keptAnswer(await call('archiveArticle', { articleId: id }))
  }

  /** A5: what is read is still so. */
  async function check(id: string): Promise<DeskArticle> {
    return keptAnswer(await call('confirmArticle', { articleId: id }))
  }

  async function readVersion(version: number): Promise<ArticleContent> {
    const answer = await call('readArticleVersion', { articleId: articleId.value, version })
    return answer.content
  }

  function keptAnswer(article: DeskArticle): DeskArticle {
    articleId.value = article.articleId
    keep(article)
    return article
  }

  /** A5: what known questions would find if this version were published. */
  const rehearse = (id: string, version: number) => call('rehearseArticle', { articleId: id, version })

  return { known, reason, show, read, save, rehearse, draftSolution, publish, archive, check, readVersion }
})
