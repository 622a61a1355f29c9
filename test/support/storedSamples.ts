import { readdirSync, readFileSync } from 'node:fs'

/** What a release of the program has stored, by the name of its file, which begins with the number of its schema. */
export function storedSamples(feature: string): [file: string, stored: Record<string, unknown>][] {
  const folder = `test/server/${feature}/stored`
  return readdirSync(folder)
    .toSorted()
    .map((file) => [file, JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))])
}
