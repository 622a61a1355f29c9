import { readdirSync, readFileSync } from 'node:fs'
import * as v from 'valibot'

/** What a release of the program has stored, by the name of its file, which begins with the number of its schema. */
export function storedSamples(feature: string): [file: string, stored: Record<string, unknown>][] {
  const folder = `test/server/${feature}/stored`
  return readdirSync(folder)
    .toSorted()
    .map((file) => [file, JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))])
}

const written = v.pipe(v.string(), v.parseJson(), v.object({ schema: v.number() }))

/** By which schema this release writes: of a text as it goes into its column. */
export function schemaOf(text: string): number {
  return v.parse(written, text).schema
}
