import * as v from 'valibot'
import { parseDocument, stringify } from 'yaml'
import { languages, type Language } from '#contract/common.ts'
import { articleContent, type ArticleContent } from '#contract/knowledge/types.ts'
import type { ArticleFile, FileFault } from '#contract/knowledge/transfer.types.ts'
import { distinctPhrasings } from '../articles/domain/article.ts'
import { isSlug } from '../articles/domain/slugs.ts'

export type FiledArticle = { slug: string; language: Language; content: ArticleContent }

const longestFrontMatter = 12_000
/** Values are texts: a phrasing `yes` or `2024` is no truth and no number. */
const asTexts = { schema: 'failsafe', uniqueKeys: true, stringKeys: true, logLevel: 'silent' } as const
const { category, audience, title, phrasings } = articleContent.entries
const frontMatter = v.strictObject({ title, category, audience, phrasings })

/** An article as a file: front matter between lines of three hyphens, then Markdown; its folder is the language, its name the slug. */
export function readArticleFile({ path, text }: ArticleFile): FiledArticle | FileFault {
  const [, folder, slug = ''] = /(?:^|\/)([a-z]{2})\/([^/]+)\.md$/.exec(path) ?? []
  const language = languages.find((one) => one === folder)
  if (language === undefined || !isSlug(slug)) return 'name'
  const [, head, body] = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n([\s\S]*))?$/.exec(text) ?? []
  if (head === undefined || head.length > longestFrontMatter) return 'frontMatter'
  const said = valuesOf(head)
  if (said === null) return 'frontMatter'
  const fields = v.safeParse(frontMatter, said)
  if (!fields.success) return 'fields'
  const content = v.safeParse(articleContent, {
    ...fields.output,
    phrasings: distinctPhrasings(fields.output.phrasings),
    body: (body ?? '').replaceAll('\r\n', '\n'),
  })
  return content.success ? { slug, language, content: content.output } : 'length'
}

export function writeArticleFile({ slug, language, content }: FiledArticle): ArticleFile {
  const { body, ...fields } = content
  const head = stringify(
    { title: fields.title, category: fields.category, audience: fields.audience, phrasings: fields.phrasings },
    { lineWidth: 0, schema: 'core' },
  )
  return { path: `${language}/${slug}.md`, text: `---\n${head}---\n\n${body}\n` }
}

/** Null: it is no YAML, or has what only makes a small text a big one. */
function valuesOf(head: string): unknown {
  const document = parseDocument(head, asTexts)
  if (document.errors.length > 0) return null
  try {
    const values: unknown = document.toJS({ maxAliasCount: 0 })
    return values
  } catch (error) {
    if (error instanceof ReferenceError) return null
    throw error
  }
}
