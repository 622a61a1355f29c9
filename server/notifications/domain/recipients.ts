import { clientReadersOf, type ClientReaderKind, type NotifiedEvent } from '#contract/notifications/table.types.ts'

/** D4: of those who could be told, whom the table names. */
export function toldOf<Reader extends { as: ClientReaderKind }>(
  event: NotifiedEvent,
  readers: readonly Reader[],
): Reader[] {
  const kinds = clientReadersOf(event)
  return readers.filter(({ as }) => kinds.includes(as))
}

/** Who opened it and may still read it is told as whoever opened it. */
export function readersOfTicket<Reader extends { userId: number; as: ClientReaderKind }>({
  clientReaders,
  openedByUser,
}: {
  clientReaders: readonly Reader[]
  openedByUser: number
}): Reader[] {
  return clientReaders.map((reader) =>
    reader.userId === openedByUser && reader.as !== 'contact' ? { ...reader, as: 'opener' } : reader,
  )
}
