import { Refusal } from '#server/platform/refusal.ts'

/** A place in the list, which goes by what needs attention first: the values by which it is ordered. */
export type AccountPlace = { isInterrupted: boolean; endsAt: Date | null; left: number; name: string; memberId: string }

/** A place among the desk's clients: by who waits for payment, the nearest end, what is left, and the name. */
export function accountCursor({ isInterrupted, endsAt, left, memberId, name }: AccountPlace): string {
  return [isInterrupted ? 1 : 0, endsAt?.getTime() ?? '', left, memberId, name].join('_')
}

export function readAccountCursor(text: string | undefined): AccountPlace | null {
  if (text === undefined) return null
  const parts = /^([01])_(\d{1,14})?_(\d{1,9})_([0-9a-z]{1,64})_(.{0,300})$/i.exec(text)
  if (parts === null) throw new Refusal('invalid_input', { field: 'cursor', problem: 'not a cursor' })
  const [, rank, endsAt, left, memberId = '', name = ''] = parts
  const ends = endsAt === undefined ? null : new Date(Number(endsAt))
  return { isInterrupted: rank === '1', endsAt: ends, left: Number(left), memberId, name }
}
