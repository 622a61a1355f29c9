import { Refusal } from '../refusal.ts'

/** The last row of a page that is read by keyset: when, and which of those of that instant. */
export type TimedPlace = { at: Date; id: string }

export function writeCursor({ at, id }: TimedPlace): string {
  return `${at.getTime()}_${id}`
}

/** Refuses (`invalid_input`) what no page has given out. */
export function readCursor(text: string): TimedPlace {
  const [, milliseconds, id] = /^(\d{1,14})_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/.exec(text) ?? []
  if (milliseconds === undefined || id === undefined) throw noCursor()
  return { at: new Date(Number(milliseconds)), id }
}

export function noCursor(): Refusal {
  return new Refusal('invalid_input', { field: 'cursor', problem: 'not a cursor' })
}
