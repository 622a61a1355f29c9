import type { ChatClient } from '#test/support/chatClient.ts'

export type Writing = { stop(): void }

const tickMs = 10
const noteEvery = 5
/** Nobody writes on and on into a page that sends nothing; a machine that is busy otherwise must come to an end, too. */
const mostUnsent = 60

/** Everybody writes at a steady pace, whether the server is there or not; the desk's every fifth message is a note. */
export function startWriting(clients: ChatClient[], everyMs: number): Writing {
  const startedAt = performance.now()
  let written = 0
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAt) / everyMs) * clients.length
    while (written < due) {
      const client = clients[written % clients.length]
      const round = Math.floor(written / clients.length)
      const isNote = client?.side === 'desk' && round % noteEvery === noteEvery - 1
      written += 1
      if (client === undefined || client.waiting() >= mostUnsent) continue
      client.write(`${isNote ? 'note' : 'message'} ${round}`, isNote ? 'note' : 'public')
    }
  }, tickMs)
  return { stop: () => clearInterval(timer) }
}
