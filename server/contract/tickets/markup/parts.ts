/** What a line of text may hold. Everything that is none of the others is a text, letter by letter as it was typed. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  /** It can be followed, and shows what was typed. */
  | { kind: 'address'; href: string; text: string }
  | { kind: 'link'; href: string; parts: Inline[] }
  | { kind: 'strong' | 'em'; parts: Inline[] }

export type Span = { start: number; end: number; part: Inline }

/** Neighbouring texts as one: a page gets no node more than it needs. */
export function joinedText(parts: readonly Inline[]): Inline[] {
  const joined: Inline[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.kind !== 'text' || last?.kind !== 'text') joined.push(part)
    else joined[joined.length - 1] = { kind: 'text', text: last.text + part.text }
  }
  return joined
}
