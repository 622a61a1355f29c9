/** How patient a page is. */
export type ChatTiming = {
  pingEveryMs: number
  silenceMs: number
  answerWithinMs: number
  lookEveryMs: number
  reconnectFirstMs: number
  reconnectLongestMs: number
  requestTimeoutMs: number
  resendFirstMs: number
  resendLongestMs: number
}

/** The page's own limits (app/lib/socket.ts, app/lib/api.ts, app/tickets/outboxStore.ts). */
export const pageTiming: ChatTiming = scaledTiming(1)

/** Everyday stories are small: a factor of 0.1 makes a page of seconds one of tenths. */
export function scaledTiming(factor: number): ChatTiming {
  return {
    pingEveryMs: 4000 * factor,
    silenceMs: 5000 * factor,
    answerWithinMs: 1500 * factor,
    lookEveryMs: 500 * factor,
    reconnectFirstMs: 300 * factor,
    reconnectLongestMs: 5000 * factor,
    requestTimeoutMs: 10_000 * factor,
    resendFirstMs: 1000 * factor,
    resendLongestMs: 10_000 * factor,
  }
}
