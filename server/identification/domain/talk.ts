/** What of the three facts is asked for next, and at last the code (I2). */
export type TalkStep = 'fullName' | 'position' | 'email' | 'code'

/** Whom a code proves. */
export type Proven = { memberId: string; userId: number; name: string }

/** What stands behind the button with which somebody begins to name themselves. */
export const beginsTalk = 'who:begin'

/** As people type it: in one, in two parts, with a word before it. Null: there are not exactly so many digits. */
export function codeIn(text: string, digits: number): string | null {
  const found = text.replaceAll(/(?<=\d)[\s-](?=\d)/g, '').match(/\d+/g) ?? []
  const [only = ''] = found
  return found.length === 1 && only.length === digits ? only : null
}

/** One line of what somebody says of themselves; empty: nothing was said. */
export function factIn(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 150).toWellFormed()
}
