import type { TextChunks } from './loadedTexts.ts'

/** Each language's words of the page that asks. The build puts them here; before it, catalogues bring their own along. */
export const textChunks: TextChunks | null = null
