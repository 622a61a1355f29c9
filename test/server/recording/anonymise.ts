/** What is known by name in one world: the value as it is sent, and the words that stand for it. */
export type Names = Map<string, string>

/** What differs from run to run and is not known by name, in the order in which it is looked for. */
const shapes = [
  { word: 'id', pattern: /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g },
  { word: 'code', pattern: /\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}\b/g },
  { word: 'group', pattern: /(?<=…-?)[0-9A-HJKMNP-TV-Z]{4}\b/g },
  { word: 'address', pattern: /\b127\.0\.0\.\d+:\d+\b/g },
  { word: 'hash', pattern: /\b[0-9a-f]{32,}\b/g },
  { word: 'secret', pattern: /(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{40,}={0,2}(?![\w-])/g },
]

/**
 * The same value without what is different on the next run. Known things get their names, anything else a number by the order
 * in which it comes up in this one answer; instants stay, because the clock of a recording stands.
 */
export function anonymise(value: unknown, names: Names): unknown {
  const unknown = new Map<string, string>()
  const counts = new Map<string, number>()

  function stand(word: string, text: string): string {
    const known = unknown.get(text)
    if (known !== undefined) return known
    const count = (counts.get(word) ?? 0) + 1
    counts.set(word, count)
    const placeholder = `<${word} ${count}>`
    unknown.set(text, placeholder)
    return placeholder
  }

  function write(text: string): string {
    let written = text
    for (const [known, name] of names) written = written.replaceAll(known, `<${name}>`)
    for (const { word, pattern } of shapes) written = written.replaceAll(pattern, (found) => stand(word, found))
    return written
  }

  function mapTexts(part: unknown): unknown {
    if (typeof part === 'string') return write(part)
    if (Array.isArray(part)) return part.map(mapTexts)
    if (typeof part !== 'object' || part === null) return part
    const isOfGroup = 'name' in part && part.name === lastGroup
    const isLookedFor = 'state' in part && part.state === 'checking'
    return Object.fromEntries(
      Object.entries(part).map(([key, one]) => {
        // Whether a mailbox was reached is found behind the answer, sooner or later.
        if (key === 'reason' && isLookedFor) return [key, '<reached or not>']
        const isGroup = key === lastGroup || (key === 'value' && isOfGroup)
        return [write(key), isGroup && typeof one === 'string' ? stand('group', one) : mapTexts(one)]
      }),
    )
  }

  return mapTexts(value)
}

/** Of a support code: four letters that nothing but their place tells from a word. */
const lastGroup = 'lastGroup'

/** A longer name first: an address may be the beginning of another. */
export function namesOf(known: Record<string, string>): Names {
  const entries = Object.entries(known).map(([name, value]): [string, string] => [value, name])
  return new Map(entries.filter(([value]) => value !== '').toSorted(([one], [other]) => other.length - one.length))
}
