import { readdirSync, readFileSync } from 'node:fs'
import { languages } from '#contract/common.ts'
import { readArticleFile, type FiledArticle } from './articleFile.adapter.ts'

/** The articles that come with the program. Throws where one of them is none: that is a fault of the release. */
export function readOwnArticles(folder = new URL('../ownArticles/', import.meta.url)): FiledArticle[] {
  return languages.flatMap((language) => {
    const inLanguage = new URL(`${language}/`, folder)
    return readdirSync(inLanguage)
      .filter((name) => name.endsWith('.md'))
      .toSorted()
      .map((name) => {
        const path = `${language}/${name}`
        const read = readArticleFile({ path, text: readFileSync(new URL(name, inLanguage), 'utf8') })
        if (typeof read === 'string') throw new Error(`the own article ${path} is none: ${read}`)
        return read
      })
  })
}
