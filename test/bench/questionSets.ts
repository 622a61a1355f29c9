import { globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { ArticleLanguage } from '#server/knowledge/retrieval/domain/article.ts'
import type { IndexedArticle } from '#server/knowledge/retrieval/retrieval.port.ts'
import type { Random } from '#test/fuzz/random.ts'

/** A question with the articles that answer it: ids of the documents of its set, or slugs of our own articles. */
export type AskedQuestion = { q: string; rel: readonly string[]; lang: ArticleLanguage }

type Document = { id: string; title: string; body: string; lang?: ArticleLanguage; phrasings?: readonly string[] }

function linesOf<Line>(file: string): Line[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Line)
}

export function readQuestions(file: string): AskedQuestion[] {
  return linesOf<AskedQuestion>(file)
}

export function readDocuments(file: string): IndexedArticle[] {
  return linesOf<Document>(file).map(({ id, title, body, lang = 'ru', phrasings = [] }) => ({
    articleId: id,
    slug: id,
    language: lang,
    audience: 'public',
    title,
    body,
    phrasings,
  }))
}

const ownArticles = new URL('../../server/knowledge/ownArticles/', import.meta.url).pathname

/** The articles that come with the product, in all their languages. */
export function readOwnArticles(): IndexedArticle[] {
  return globSync('*/*.md', { cwd: ownArticles })
    .toSorted()
    .map((path) => {
      const [, head = '', body = ''] =
        /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(`${ownArticles}${path}`, 'utf8')) ?? []
      const slug = basename(path, '.md')
      const language = dirname(path) as ArticleLanguage
      return {
        articleId: `${language}/${slug}`,
        slug,
        language,
        audience: 'public',
        title: /^title: (.*)$/m.exec(head)?.[1] ?? '',
        body,
        phrasings: Array.from(head.matchAll(/^\s+- (.*)$/gm), ([, phrasing = '']) => phrasing),
      }
    })
}

const cyrillic = 'йцукенгшщзхъфывапролджэячсмитьбюё'
const latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"

/** A Russian question typed in the English layout. */
export function inWrongLayout(question: string): string {
  return Array.from(question.toLowerCase(), (letter) => {
    const at = cyrillic.indexOf(letter)
    return at < 0 ? letter : latin[at]
  }).join('')
}

const rows = ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/** One slip of the finger in a word of four letters or more: two swapped, one left out, one twice, or the key beside it. */
export function withTypo(question: string, chance: Random): string {
  const words = Array.from(question.matchAll(/\p{L}{4,}/gu))
  if (words.length === 0) return question
  const word = chance.pick(words)
  const letters = Array.from(word[0])
  const at = 1 + chance.below(letters.length - 1)
  const slipped = chance.pick(slips)(letters, at)
  return question.slice(0, word.index) + slipped.join('') + question.slice(word.index + word[0].length)
}

const slips: readonly ((letters: readonly string[], at: number) => string[])[] = [
  (letters, at) => letters.with(at, letters[at - 1] ?? '').with(at - 1, letters[at] ?? ''),
  (letters, at) => letters.toSpliced(at, 1),
  (letters, at) => letters.toSpliced(at, 0, letters[at] ?? ''),
  (letters, at) => letters.with(at, besideKey(letters[at] ?? '')),
]

function besideKey(letter: string): string {
  const row = rows.find((one) => one.includes(letter.toLowerCase())) ?? letter
  const at = row.indexOf(letter.toLowerCase())
  return row[at + 1] ?? row[at - 1] ?? letter
}
