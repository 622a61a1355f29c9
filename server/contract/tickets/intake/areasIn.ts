import { areas } from './areas.lexicon.ts'
import { lexicon, type Span } from './phrases.ts'
import { inOrder, type Reading } from './reading.ts'

export type AreaName = keyof typeof areas

const lexicons = Object.entries(areas).map(([area, words]) => ({ area, words: lexicon(words) }))

/** The words that tell what a text is about, in order. */
export function areasIn({ find }: Reading): (Span & { area: AreaName })[] {
  return inOrder(
    lexicons.flatMap(({ area, words }) =>
      isArea(area) ? find(words).map(({ start, end }) => ({ start, end, area })) : [],
    ),
  )
}

function isArea(name: string): name is AreaName {
  return name in areas
}
