import type { File } from './tree.ts'

export type Copies = { name: string; paths: string[] }

const body = /^(?:export )?((?:async )?function (\w+)[\s\S]*?^\}|type (\w+) = \{[\s\S]*?^\}|type (\w+) = [^{\n]+)$/gm
const fewestLines = 3

/** Functions and types that stand in several files, word for word but for their names; types of one line only with their names. */
export function copiesIn(files: readonly File[]): Copies[] {
  const found = new Map<string, Copies>()
  for (const { path, text } of files)
    for (const [, declared = '', ...names] of text.matchAll(body)) {
      const name = names.find((one) => one !== undefined) ?? ''
      const isLong = declared.split('\n').length >= fewestLines
      const key = (isLong ? declared.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), '') : declared).replaceAll(
        /\s+/g,
        ' ',
      )
      const copies = found.get(key) ?? { name, paths: [] }
      copies.paths.push(path)
      found.set(key, copies)
    }
  return [...found.values()].filter(({ paths }) => new Set(paths).size > 1)
}
