/** Signs that people and keyboards put for an apostrophe; inside a word it is left out, as many leave it out themselves. */
const apostrophe = /(?<=\p{L})['’‘‛`´′ʹʻʼʽ＇](?=\p{L})/gu
const invisible = /\u00AD|[\u200B-\u200F]|\u2060|\uFEFF|\u0300|\u0301/gu
const hyphen = /[\u2010-\u2015\u2043\u2212\uFE58\uFE63\uFF0D]/gu

/**
 * What texts and searches are before their words are taken: one function for both, so that nothing is written one way and looked
 * for another. Case, ё, accents, apostrophes, and the signs that look like a hyphen or a blank make no difference.
 */
export function plainText(text: string): string {
  const plain = text.normalize('NFC').replaceAll(invisible, '').toLowerCase().replaceAll('ё', 'е')
  return plain
    .replaceAll(apostrophe, '')
    .replaceAll(hyphen, '-')
    .replaceAll(/[^\S\n]/gu, ' ')
    .replaceAll(/(?<![\p{L}\p{N}])[vв](?=\d+\.\d)/gu, '')
}
