import { clientReadersOf, type ClientReaderKind, type NotifiedEvent } from '#contract/notifications/table.types.ts'

/** D4: of those who could be told, whom the table names. */
export function toldOf<Reader extends { as: ClientReaderKind }>(
  event: NotifiedEvent,
  readers: readonly Reader[],
): Reader[] {
  const kinds = clientReadersOf(event)
  return readers.filter(({ as }) => kinds.includes(as))
}
