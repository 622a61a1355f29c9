import type { ChatClient } from '#test/support/chatClient.ts'

export type Span = { from: number; to: number }

/** For each message acknowledged in this span: from its writer's acknowledgement to its arrival at each of these pages. */
export function deliveryDelays(writers: ChatClient[], readers: ChatClient[], { from, to }: Span): number[] {
  const acknowledgedAt = new Map(
    writers.flatMap(({ acknowledged }) =>
      [...acknowledged].map(([messageId, told]) => [messageId, told.acknowledgedAt] as const),
    ),
  )
  return readers.flatMap(({ received }) =>
    received.flatMap(({ event, arrivedAt }) => {
      const toldAt = event.type === 'message.sent' ? acknowledgedAt.get(event.message.messageId) : undefined
      return toldAt === undefined || toldAt < from || toldAt > to ? [] : [Math.max(0, arrivedAt - toldAt)]
    }),
  )
}
