import { areas } from './areas.lexicon.ts'
import { lexicon, type Span } from './phrases.ts'
import { inOrder, type Reading } from './reading.ts'

export type AreaName = keyof typeof areas

const lexicons = Object.entries(areas).map(([area, words]) => ({ area, words: lexicon(words) }))

type Area = Span & { area: AreaName }

/** Asked of every clause of a text. */
const known = new WeakMap<Reading, readonly Area[]>()

/** The words that tell what a text is about, in order. */
export function areasIn(reading: Reading): readonly Area[] {
  const found = known.get(reading) ?? findAreas(reading)
  known.set(reading, found)
  return found
}

function findAreas({ find }: Reading): Area[] {
  return inOrder(
    lexicons.flatMap(({ area, words }) =>
      isArea(area) ? find(words).map(({ start, end }) => ({ start, end, area })) : [],
    ),
  )
}

function isArea(name: string): name is AreaName {
  return name in areas
}
