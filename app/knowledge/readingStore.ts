import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ArticleShelf, ArticleView, FoundArticle, SuggestedArticles } from '#contract/knowledge/reading.types.ts'
import type { Voice } from '#contract/knowledge/voices.types.ts'
import { useCall } from '#app/lib/api.ts'
import { language } from '#app/lib/i18n.ts'
import { usePagedList } from '#app/lib/usePagedList.ts'
import { useResource } from '#app/lib/useResource.ts'

type Shelf = Pick<ArticleShelf, 'deskName' | 'categories'>
type Titled = ArticleShelf['articles'][number]

/** A5: what the desk that answers this portal has published for it. */
export const useShelfStore = defineStore('shelf', () => {
  const call = useCall()
  const category = shallowRef('')
  const shelf = shallowRef<Shelf | null>(null)
  const list = usePagedList<Titled, string>(
    async (cursor) => {
      const page = await call('browseArticles', {
        language: language.value,
        ...(category.value !== '' && { category: category.value }),
        ...(cursor !== null && { cursor }),
      })
      shelf.value = page
      return { rows: page.articles, next: page.nextCursor }
    },
    ({ slug }) => slug,
  )

  async function show(chosen: string): Promise<void> {
    category.value = chosen
    await list.readAnew()
  }

  return { ...list, category, shelf, show }
})

/** One of them. */
export const useReadingStore = defineStore('reading', () => {
  const call = useCall()
  const slug = shallowRef('')
  const { value, reason, read, forget, keep } = useResource<ArticleView>(() =>
    call('readArticle', { slug: slug.value, language: wanted.value }),
  )
  const wanted = shallowRef(language.value)

  async function show(name: string, inLanguage = language.value): Promise<void> {
    if (slug.value !== name) forget()
    slug.value = name
    wanted.value = inLanguage
    await read()
  }

  /** What its reader says of the text that they see. */
  async function rate(
    { slug: name, language: of }: Pick<ArticleView, 'slug' | 'language'>,
    voice: Voice,
  ): Promise<void> {
    const answer = await call('rateArticle', { slug: name, language: of, ...voice })
    if (slug.value === name) keep(answer)
  }

  return { article: value, reason, read, show, rate }
})

/** By words, as they are typed; nothing typed is nothing found. */
export const useArticleSearch = defineStore('articleSearch', () => {
  const call = useCall()

  async function find(text: string, how: 'typed' | 'proposed'): Promise<FoundArticle[]> {
    if (text.trim() === '') return []
    const answer = await call('findArticles', { text: text.trim().slice(0, 2000), language: language.value, how })
    return answer.articles
  }

  async function suggest(text: string, isForClient: boolean): Promise<SuggestedArticles['articles']> {
    if (text.trim() === '') return []
    const answer = await call('suggestArticles', {
      text: text.trim().slice(0, 2000),
      language: language.value,
      isForClient,
    })
    return answer.articles
  }

  return { find, suggest }
})
