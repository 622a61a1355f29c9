import { pathToFileURL } from 'node:url'
import type { Plugin, Rolldown } from 'vite'
import { languages, type Language } from './server/contract/common.ts'

/** `first` is what the first paint can show, `pages` what is left for the pages that come one by one. */
type Part = 'first' | 'pages'
type Words = Readonly<Record<Language, unknown>>
type Chunks = Readonly<Record<string, Rolldown.RenderedChunk>>

const textsFile = /\/(app|server\/contract)\/.+\.texts\.ts$/
const placement = /\/placements\/([\w-]+)\/main\.ts$/
const loaders = '#app/lib/textChunks.ts'
const chunkId = /^words\/texts-([\w-]+?)(-pages)?-(ru|uk|en)\.js$/
/** A chunk says this in place of its words, until it is known which of them its page can ever show. */
const wordsToCome = /["'`]words to come["'`]/

/**
 * Each language of each face becomes a chunk of its own (a face whose pages come one by one: two), with the words that it
 * can ever show and nothing else. Of a catalogue the face's code keeps the name. HTML asks for the first words of every
 * language: the server leaves those in it that are read.
 */
export function languageChunks({ facesWithPages }: { facesWithPages: readonly string[] }): Plugin {
  const known = new Map<string, { file: string; words: Words }>()
  return {
    name: 'opora:language-chunks',
    apply: 'build',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source === loaders) return `\0loaders of ${placement.exec(importer ?? '')?.[1] ?? ''}`
      return chunkId.test(source) ? source : null
    },
    load(id) {
      const face = /^\0loaders of (.+)$/.exec(id)?.[1]
      if (face !== undefined) return loadersOf(face, facesWithPages.includes(face) ? ['first', 'pages'] : ['first'])
      return chunkId.test(id) ? `export default 'words to come'` : null
    },
    async transform(_code, id) {
      if (!textsFile.test(id)) return null
      const exported = Object.entries(await exportsOf(id))
      for (const [name, { texts }] of exported.filter(isInLanguages)) {
        const other = known.get(name)
        if (other !== undefined && other.file !== id) this.error(`${name} is a catalogue of ${other.file} as well`)
        known.set(name, { file: id, words: texts })
      }
      return pageCodeOf(exported)
    },
    renderChunk(code, { facadeModuleId }, _options, { chunks }) {
      const [found, face = '', pages, language] = chunkId.exec(facadeModuleId ?? '') ?? []
      if (found === undefined) return null
      const first = cataloguesOf(chunksOf(face, chunks, ['imports']))
      const all = cataloguesOf(chunksOf(face, chunks, ['imports', 'dynamicImports']))
      const isOfPart = (name: string) => !facesWithPages.includes(face) || first.has(name) === (pages === undefined)
      const words = [...all]
        .filter((name) => known.has(name) && isOfPart(name))
        .toSorted()
        .map((name) => [name, known.get(name)?.words[languageOf(language)]])
      return code.replace(wordsToCome, () => JSON.stringify(Object.fromEntries(words)))
    },
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { chunk, bundle }) => languages.map((language) => linkTo(chunk?.name ?? '', language, bundle)),
    },
  }
}

function idOf(face: string, part: Part, language: Language): string {
  return `words/texts-${face}${part === 'pages' ? '-pages' : ''}-${language}.js`
}

function languageOf(name: string | undefined): Language {
  return languages.find((language) => language === name) ?? 'ru'
}

function loadersOf(face: string, parts: readonly Part[]): string {
  const lines = languages.map((language) => {
    const imports = parts.map((part) => `() => import(${JSON.stringify(idOf(face, part, language))})`)
    return `${language}: [${imports.join(', ')}]`
  })
  return `export const textChunks = { ${lines.join(', ')} }`
}

/** Catalogues are data that need nothing, so a file of them can be read by loading it. */
async function exportsOf(file: string): Promise<Readonly<Record<string, unknown>>> {
  const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(file).href)
  return module
}

function isInLanguages(exported: [string, unknown]): exported is [string, { texts: Words }] {
  const [, value] = exported
  if (typeof value !== 'object' || value === null || !('texts' in value)) return false
  const { texts } = value
  return typeof texts === 'object' && texts !== null && languages.every((language) => language in texts)
}

/** What is no catalogue stays in the face's code as it is. */
function pageCodeOf(exported: [string, unknown][]): string {
  const lines = exported.map((one) => {
    const [name, value] = one
    const code = isInLanguages(one) ? `/* @__PURE__ */ loadedTexts('${name}')` : JSON.stringify(value)
    return `export const ${name} = ${code}`
  })
  return [`import { loadedTexts } from '#app/lib/loadedTexts.ts'`, ...lines].join('\n')
}

/** Every chunk that a face loads by itself, or can ever load. */
function chunksOf(face: string, chunks: Chunks, kinds: ('imports' | 'dynamicImports')[]): Rolldown.RenderedChunk[] {
  const entry = Object.values(chunks).find(({ isEntry, name }) => isEntry && name === face)
  const found = new Set(entry === undefined ? [] : [entry])
  for (const chunk of found) {
    for (const name of kinds.flatMap((kind) => chunk[kind])) {
      const next = chunks[name]
      if (next !== undefined) found.add(next)
    }
  }
  return [...found]
}

/** The catalogues in use: what nobody asks for has fallen away by now. */
function cataloguesOf(chunks: readonly Rolldown.RenderedChunk[]): Set<string> {
  const modules = chunks.flatMap((chunk) => Object.entries(chunk.modules))
  return new Set(modules.flatMap(([id, { renderedExports }]) => (textsFile.test(id) ? renderedExports : [])))
}

function linkTo(face: string, language: Language, bundle: Rolldown.OutputBundle = {}) {
  const id = idOf(face, 'first', language)
  const file = Object.values(bundle).find((one) => one.type === 'chunk' && one.facadeModuleId === id)
  if (file === undefined) throw new Error(`the face ${face} has no words in ${language}`)
  const href = `/assets-of-opora/${file.fileName}`
  const attrs = { rel: 'modulepreload', crossorigin: true, hreflang: language, href }
  return { tag: 'link', attrs, injectTo: 'head' as const }
}
