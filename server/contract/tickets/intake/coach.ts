/** What a text of a client says already, and the problems in it. */
export type Coached = {
  has: Record<'did' | 'expected' | 'got' | 'where' | 'steps' | 'version' | 'goal', boolean>
  /** The pieces of the text, one a problem, in order; one where it is one problem. */
  parts: string[]
}

const numbered = /^\s*\d{1,2}[.)]\s+/

/** Of a numbered list each item is a problem of its own, and so is each paragraph of several. */
export function coach(text: string): Coached {
  const lines = text.split('\n')
  const items = lines.filter((line) => numbered.test(line))
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const parts = items.length > 1 ? items.map((line) => line.replace(numbered, '').trim()) : paragraphs
  const has = { did: false, expected: false, got: false, where: false, steps: false, version: false, goal: false }
  return { has, parts: parts.length === 0 ? [text] : parts }
}
