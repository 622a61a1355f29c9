export type Mask = 'name' | 'mail' | 'phone' | 'address'

const mail = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
const address =
  /\b(?:https?:\/\/|www\.)[^\s<>()[\]"']+|\b(?:\d{1,3}\.){3}\d{1,3}\b|\b[a-z\d-]+\.bitrix24\.[a-z]{2,}\b/giu
const phone = /(?<![\p{L}\p{N}])\+?\d[\d\s()./-]{7,}\d(?![\p{L}\p{N}])/gu
const leastDigits = 9
const leastName = 3

/** Without what tells of whom a conversation was: addresses, mails, phones, and these names in whatever case they stand. */
export function masked(text: string, names: readonly string[], wordFor: (mask: Mask) => string): string {
  const plain = text
    .replaceAll(mail, wordFor('mail'))
    .replaceAll(address, wordFor('address'))
    .replaceAll(phone, (found) => (found.replaceAll(/\D/g, '').length >= leastDigits ? wordFor('phone') : found))
  return patternsOf(names).reduce((shown, pattern) => shown.replaceAll(pattern, wordFor('name')), plain)
}

/** The longest first, so that a name within another one leaves nothing of it. */
function patternsOf(names: readonly string[]): RegExp[] {
  const words = names.flatMap((name) => name.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [])
  const distinct = [...new Set(words.map((word) => word.toLowerCase()))].filter(({ length }) => length >= leastName)
  return distinct
    .toSorted((one, other) => other.length - one.length)
    .map((word) => new RegExp(`(?<![\\p{L}\\p{N}])${stemOf(word)}\\p{L}{0,3}(?![\\p{L}\\p{N}])`, 'giu'))
}

/** What stays of a name in every case. */
function stemOf(word: string): string {
  const stem = word.length > leastName ? word.replace(/[аеёиійоуыьюяєїaeiouy]$/u, '') : word
  return stem.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}
