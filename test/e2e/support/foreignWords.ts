import type { Language } from '#contract/common.ts'

/** Cyrillic in English, and letters that Ukrainian or Russian does not have; names of people and companies are everybody's. */
export function foreignWords(words: string, language: Language, ownNames: readonly string[]): string[] {
  const longestFirst = ownNames.toSorted((left, right) => right.length - left.length)
  const rest = longestFirst.reduce((text, name) => text.replaceAll(name, ''), words)
  const pattern = { ru: /\p{L}*[іїєґ]\p{L}*/giu, uk: /\p{L}*[ыэёъ]\p{L}*/giu, en: /\p{Script=Cyrillic}+/gu }[language]
  // Each language is called by its own name, and initials stand for a picture.
  return (rest.match(pattern) ?? []).filter((word) => !/^(Русский|Українська|\p{Lu}{1,2})$/u.test(word))
}
