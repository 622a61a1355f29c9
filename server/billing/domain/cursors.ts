import { Refusal } from '#server/platform/refusal.ts'
import type { AccountPlace, SummaryRow } from '../accounts/accountsList.sql.ts'

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

/** A place among the desk's clients: by who waits for payment, the nearest end, what is left, and the name. */
export function accountCursor({ interruptedSince, nextEndsAt, left, portalName, memberId }: SummaryRow): string {
  return [interruptedSince === null ? 0 : 1, nextEndsAt?.getTime() ?? '', left, memberId, portalName].join('_')
}

export function readAccountCursor(text: string | undefined): AccountPlace | null {
  if (text === undefined) return null
  const parts = /^([01])_(\d{1,14})?_(\d{1,9})_([0-9a-z]{1,64})_(.{0,300})$/i.exec(text)
  if (parts === null) throw new Refusal('invalid_input', { field: 'cursor', problem: 'not a cursor' })
  const [, rank, endsAt, left, memberId = '', name = ''] = parts
  const ends = endsAt === undefined ? null : new Date(Number(endsAt))
  return { isInterrupted: rank === '1', endsAt: ends, left: Number(left), memberId, name }
}
