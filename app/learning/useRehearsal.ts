import type { Rehearsal } from '#contract/assistant/learning.types.ts'
import { useCall } from '#app/lib/api.ts'

/** A5: what known questions would find if this version of an article were published. */
export function useRehearsal(): (articleId: string, version: number) => Promise<Rehearsal> {
  const call = useCall()
  return (articleId, version) => call('rehearseArticle', { articleId, version })
}
