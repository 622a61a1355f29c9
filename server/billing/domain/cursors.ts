import { Refusal } from '#server/platform/refusal.ts'

/** A place in a list that goes by instant and id. */
export function dateCursor(at: Date, id: string): string {
  return `${at.getTime()}_${id}`
}

export function readDateCursor(text: string | undefined): { at: Date; id: string } | null {
  if (text === undefined) return null
  const parts = /^(\d{1,14})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text)
  if (parts === null) throw new Refusal('invalid_input', { field: 'cursor', problem: 'not a cursor' })
  return { at: new Date(Number(parts[1])), id: parts[2] ?? '' }
}
