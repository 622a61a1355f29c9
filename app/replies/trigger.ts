/** What has been typed behind a sign that offers something: where the sign stands, and the letters behind it. */
export interface Trigger {
  readonly sign: '/' | '@'
  readonly start: number
  readonly query: string
}

const longest = 40
const typed = /(^|[\s(«"„“])([/@])([^\s/@]*)$/u

/**
 * T8: whether something is asked for at the caret. A sign counts at the start of the text or of a line and behind a space, `@` also behind a
 * bracket or a quotation mark; never in a path, an address or a date, and not where a word goes on behind the caret.
 */
export function triggerAt(text: string, caret: number): Trigger | null {
  const after = text.charAt(caret)
  if (after !== '' && /\S/u.test(after)) return null
  const found = typed.exec(text.slice(Math.max(0, caret - longest - 2), caret))
  if (found === null) return null
  const [, before = '', sign = '', query = ''] = found
  const start = caret - query.length - 1
  // What was cut off before it may have been anything.
  const isAtStart = before === '' && start > 0
  if (query.length > longest || isAtStart) return null
  if (sign === '@') return { sign, start, query }
  return sign === '/' && /^\s?$/u.test(before) ? { sign, start, query } : null
}
