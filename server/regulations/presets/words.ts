import type { Regulation } from '#contract/regulations/document.types.ts'

export type Words = Regulation['title']

/** Russian, Ukrainian, English: the order of the product's languages. */
export function words(ru: string, uk: string, en: string): Words {
  return { ru, uk, en }
}
