import { stopWords } from './stopWords.lexicon.ts'

/** Nobody asks in more; what is longer is a letter, and its beginning says what it is about. */
export const mostAsked = 1000
/** A chapter of a manual; what an article says further on is not searched. */
export const mostBody = 40_000
/** By its first letters a longer word is known well enough. */
const mostLetters = 40

/** Compatible forms, small letters, one letter for ё and е, one apostrophe; addresses are no words. */
export function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/https?:\/\/\S+/g, ' ')
    .replaceAll('ё', 'е')
    .replaceAll(/[’ʼ`´‘]/g, "'")
}

/** Runs of letters and digits; a hyphen and a dot split, an apostrophe within a word does not. */
export function wordsIn(text: string): string[] {
  return (normalised(text).match(/[\p{L}\p{M}\p{N}]+(?:'\p{L}+)*/gu) ?? []).map((word) => word.slice(0, mostLetters))
}

/** What a text is about: all its words but the small ones; all of them where there are no others. */
export function contentWords(text: string): string[] {
  const words = wordsIn(text)
  const content = words.filter((word) => !stopWords.has(word))
  return content.length > 0 ? content : words
}

/** What a reader sees of Markdown: no marks, no addresses; a line stays a line. */
export function plainText(markdown: string): string {
  return markdown
    .slice(0, mostBody)
    .replaceAll(/^[ \t]*(?:```|~~~).*$/gm, '')
    .replaceAll(/!\[[^\]\n]*\]\([^)\n]*\)/g, '')
    .replaceAll(/\[([^\]\n]*)\]\([^)\n]*\)/g, '$1')
    .replaceAll(/^[ \t]*(?:#{1,6}|>|[-*+])[ \t]+/gm, '')
    .replaceAll(/(\*\*|__|`)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replaceAll(/[ \t]+/g, ' ')
    .trim()
}
