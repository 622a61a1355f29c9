/** The `time` part without which the SDK fails a successful call. */
export function timeBlock(started: Date, finished: Date) {
  const start = started.getTime() / 1000
  const finish = finished.getTime() / 1000
  return {
    start,
    finish,
    duration: finish - start,
    processing: finish - start,
    date_start: withOffset(started),
    date_finish: withOffset(finished),
    operating_reset_at: Math.floor(finish) + 600,
    operating: 0,
  }
}

/** Bitrix24 writes its instants with the portal's offset. */
export function withOffset(at: Date): string {
  const moscow = new Date(at.getTime() + 3 * 3_600_000)
  return moscow.toISOString().replace(/\.\d+Z$/, '+03:00')
}
