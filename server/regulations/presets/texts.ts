import type { Regulation } from '#contract/regulations/document.types.ts'

export type Texts = Regulation['title']

/** Russian, Ukrainian, English: the order of the product's languages. */
export function texts(ru: string, uk: string, en: string): Texts {
  return { ru, uk, en }
}
