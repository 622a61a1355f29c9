import { type Rule, each } from '../rule.ts'
import type { File } from '../tree.ts'

/** Two letters in a row: one alone is a letter that a rule speaks of, not a word. */
const cyrillic = /\p{Script=Cyrillic}{2}/u
/** A lexicon holds what people write, by which it is understood. */
const mayHaveTexts = /((^|[./])texts\.ts|\.lexicon\.ts|\/presets\/[^/]+\.ts)$/

export const textRules: Rule[] = [
  {
    name: 'words-in-texts',
    says: 'What people read stands in *.texts.ts or in the presets, what they write in a *.lexicon.ts',
    check: ({ files }) =>
      each(
        files
          .filter(({ path, place }) => place.world !== 'test' && !mayHaveTexts.test(path))
          .flatMap((file) =>
            wordsOf(file)
              .slice(0, 1)
              .map((word) => `${file.path}: ${word}`),
          ),
      ),
  },
]

function wordsOf({ facts, markup }: File): string[] {
  return [...facts.texts, markup].flatMap((text) => {
    const at = text.search(cyrillic)
    return at < 0 ? [] : [text.slice(at, at + 30).replaceAll(/\s+/g, ' ')]
  })
}
