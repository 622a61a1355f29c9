import { mostPieces, type IntakeCode } from '#contract/tickets/intake.types.ts'

/** One of several tickets that a text becomes. Its ids are made once: sent again after a lost answer it is the same ticket. */
export interface Piece {
  ticketId: string
  messageId: string
  /** Empty: proposed from the text. */
  subject: string
  text: string
}

type Ids = Pick<Piece, 'ticketId' | 'messageId'>

/** The first piece goes under the ids of the whole, which may have been sent already; what is too many stays with the last one. */
export function piecesOf(parts: readonly string[], whole: Ids, newIds: () => Ids): Piece[] {
  const texts = [...parts.slice(0, mostPieces - 1), parts.slice(mostPieces - 1).join('\n\n')].filter(hasLetters)
  return texts.map((text, index) => ({ ...(index === 0 ? whole : newIds()), subject: '', text }))
}

/** The piece goes to the end of the one before it. */
export function mergedWithPrevious(pieces: readonly Piece[], index: number): Piece[] {
  const piece = pieces[index]
  if (piece === undefined || index === 0) return [...pieces]
  return pieces.flatMap((one, place) => {
    if (place === index) return []
    return place === index - 1 ? { ...one, text: joined([one, piece]) } : one
  })
}

export function joined(pieces: readonly Pick<Piece, 'text'>[]): string {
  return pieces
    .map(({ text }) => text.trim())
    .filter(hasLetters)
    .join('\n\n')
}

/** What is true of the product is true for each problem. */
const ofProduct: readonly IntakeCode[] = ['version', 'edition', 'environment', 'object']

export function belongsTo(code: IntakeCode, index: number): boolean {
  return index === 0 || ofProduct.includes(code)
}

function hasLetters(text: string): boolean {
  return text.trim() !== ''
}
