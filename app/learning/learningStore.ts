import { defineStore } from 'pinia'
import type { NamedAnswer } from '#contract/assistant/learning.types.ts'
import type { SuggestedArticles } from '#contract/knowledge/reading.types.ts'
import { useCall } from '#app/lib/api.ts'
import { language } from '#app/lib/i18n.ts'
import { useKeyedResource, useResource } from '#app/lib/useResource.ts'

/** A5: what a desk learns from what its assistant was asked. */
export const useLearningStore = defineStore('learning', () => {
  const call = useCall()
  const { value: gaps, reason, read: readGaps, keep } = useResource(async () => (await call('readGaps', {})).gaps)
  const figures = useResource(async () => (await call('readAssistantFigures', {})).weeks)
  const namedOf = useKeyedResource<string, NamedAnswer>(
    (ticketId) => call('readNamedAnswer', { ticketId }),
    (ticketId) => ticketId,
  )

  async function accept(attemptId: string, articleId: string): Promise<void> {
    keep((await call('acceptPhrasing', { attemptId, articleId })).gaps)
  }

  async function dismiss(attemptId: string): Promise<void> {
    keep((await call('dismissGap', { attemptId })).gaps)
  }

  async function name(ticketId: string, articleId: string | null): Promise<void> {
    namedOf(ticketId).keep(await call('nameAnswer', { ticketId, articleId }))
  }

  async function find(text: string): Promise<SuggestedArticles['articles']> {
    return (await call('suggestArticles', { text, language: language.value, isForClient: true })).articles
  }

  return {
    gaps,
    reason,
    weeks: figures.value,
    figuresReason: figures.reason,
    readFigures: figures.read,
    readGaps,
    accept,
    dismiss,
    namedOf: (ticketId: string): NamedAnswer | null => namedOf(ticketId).value.value,
    readNamed: (ticketId: string): Promise<void> => namedOf(ticketId).read(),
    name,
    find,
  }
})
