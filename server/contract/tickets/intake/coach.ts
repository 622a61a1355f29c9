import { type Field, fieldsIn } from './fields.ts'
import { readable } from './layout.ts'
import { problemStarts } from './problems.ts'
import { readingOf } from './reading.ts'
import { sentencesOf } from './sentences.ts'

/** What a text says already, and its pieces in order, one for each problem that it holds. */
export type Coached = { has: Record<Field, boolean>; parts: string[] }

/** More is not read: a longer text is a log, and what the client says stands above it. */
const longestRead = 20_000

/** T4: reads what somebody writes to support, in Russian, Ukrainian or English or a mixture, by rules alone. */
export function coach(text: string): Coached {
  const reading = readingOf(readable(text.slice(0, longestRead)))
  const sentences = sentencesOf(reading.text)
  return { has: fieldsIn(reading, sentences), parts: piecesAt(text, problemStarts(reading, sentences)) }
}

/** All that was written, in order; only blanks at the ends of pieces fall away. */
function piecesAt(text: string, starts: readonly number[]): string[] {
  if (starts.length < 2) return [text]
  return starts.map((start, index) => text.slice(index === 0 ? 0 : start, starts[index + 1] ?? text.length).trim())
}
