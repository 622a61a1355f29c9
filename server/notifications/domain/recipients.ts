import {
  clientReadersOf,
  type ClientReaderKind,
  type NotificationChannel,
  type NotifiedEvent,
} from '#contract/notifications/table.types.ts'

/** D4: of those who could be told, whom the table names. */
export function toldOf<Reader extends { as: ClientReaderKind }>(
  event: NotifiedEvent,
  channel: NotificationChannel,
  readers: readonly Reader[],
): Reader[] {
  const kinds = clientReadersOf(event, channel)
  return readers.filter(({ as }) => kinds.includes(as))
}
