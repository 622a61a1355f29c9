import { shallowReadonly, shallowRef } from 'vue'
import type { markdownToNodes } from './markdown.ts'

const loaded = shallowRef<typeof markdownToNodes | null>(null)
let loading: Promise<void> | null = null

/** Markdown comes as a chunk of its own, once, when the first text needs it; until then texts stand as they were typed. */
export const markdownRenderer = shallowReadonly(loaded)

export function loadMarkdown(): Promise<void> {
  loading ??= load()
  return loading
}

async function load(): Promise<void> {
  try {
    loaded.value = (await import('./markdown.ts')).markdownToNodes
  } catch {
    // A chunk that did not come is asked for again by the next message; the plain text is readable meanwhile.
    loading = null
  }
}

/** Most messages are plain sentences and need no reader at all. */
export function looksLikeMarkdown(text: string): boolean {
  // Nothing here looks further than some letters ahead: a message of line ends or at signs alone must not take a second.
  return /[*_`~[\]#>|\\]|^[ \t]{0,20}(?:[-+]|\d{1,9}[.)])\s|https?:|www\.|@[^\s@]{1,64}\.|^ {4}|&\w{1,32};/m.test(text)
}
