import type { NotifiedEvent, ReaderKind } from '#contract/notifications/table.types.ts'

/** D4: what one person is told of one event, whichever way it goes; `about` is the same however often it is told. */
export interface Told {
  about: string
  event: NotifiedEvent
  memberId: string
  userId: number
  as: ReaderKind
  deskId: string
  /** BB code. */
  text: string
}
