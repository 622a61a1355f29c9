import type { InLanguages, Language } from '#contract/common.ts'
import { Unreachable } from './apiError.ts'

/** The words of a page in one language, by the names of its catalogues. */
type PageTexts = Readonly<Record<string, unknown>>
type LoadPart = () => Promise<{ default: PageTexts }>
/** First the words of the first paint, then those of the pages that come one by one. */
export type TextChunks = Readonly<Record<Language, readonly LoadPart[]>>

const loaded = new Map<Language, PageTexts>()
const complete = new Set<Language>()
let chunks: TextChunks | null = null

/** Where the words of this page are; null where every catalogue brings its own along. */
export function takeTextsFrom(given: TextChunks | null): void {
  chunks = given
  loaded.clear()
  complete.clear()
}

export async function loadFirstTexts(language: Language): Promise<void> {
  if (!complete.has(language)) await take(language, chunks?.[language].slice(0, 1))
}

/** A page has the words of one language, and of another only when it is switched to it. */
export async function loadTexts(language: Language): Promise<void> {
  if (complete.has(language)) return
  await take(language, chunks?.[language])
  complete.add(language)
}

/** What the build leaves of a catalogue: its name, under which a language's chunk has its words. */
export function loadedTexts(name: string): InLanguages<unknown> {
  return {
    texts: {
      get ru() {
        return textsOf('ru', name)
      },
      get uk() {
        return textsOf('uk', name)
      },
      get en() {
        return textsOf('en', name)
      },
    },
  }
}

async function take(language: Language, parts: readonly LoadPart[] = []): Promise<void> {
  try {
    const taken = await Promise.all(parts.map((load) => load()))
    loaded.set(language, Object.assign({}, ...taken.map((part) => part.default)))
  } catch (cause) {
    throw new Unreachable({ cause })
  }
}

function textsOf(language: Language, name: string): unknown {
  const texts = loaded.get(language)
  if (texts === undefined || !Object.hasOwn(texts, name)) throw new Error(`no words of ${name} in ${language}`)
  return texts[name]
}
