/** As a reader would write it in Latin letters. */
const latin: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  є: 'ie',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
}
const longest = 60

/** The name of an article in addresses and files: a-z, 0-9 and hyphens, at most 60; never empty. */
export function slugOf(title: string): string {
  const letters = title
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[а-яёґєії]/gu, (letter) => latin[letter] ?? letter)
  const plain = letters.normalize('NFD').replaceAll(/[\u0300-\u036F'’ʼ]/gu, '')
  return cut(plain.replaceAll(/[^a-z0-9]+/gu, '-'), longest) || 'article'
}

/** The slug itself, else with the first number from 2 on that makes it another one than those taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug
  let number = 2
  while (taken.has(numbered(slug, number))) number += 1
  return numbered(slug, number)
}

export function isSlug(text: string): boolean {
  return text.length <= longest && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)
}

function numbered(slug: string, number: number): string {
  return `${cut(slug, longest - String(number).length - 1)}-${number}`
}

function cut(text: string, most: number): string {
  return text.replace(/^-+/, '').slice(0, most).replace(/-+$/, '')
}
