import type { Resending } from '#test/support/chatOutbox.ts'
import type { ChatTiming } from '#test/support/chatTiming.ts'
import { prepareConversations } from '#test/support/chatWorld.ts'
import { wholeMs, type Outcome } from '../outcome.ts'
import { openStage } from '../stage.ts'

export type KilledServersSize = {
  conversations: number
  kills: number
  everyMs: number
  /** How much is acknowledged between two kills, for each page. */
  messagesBetween: number
  timing: ChatTiming
  resending?: Resending
}

/** P5: both sides write while the only server is killed with `kill -9` and comes back on the same port, again and again. */
export async function serverIsKilled(databaseUrl: string, size: KilledServersSize): Promise<Outcome> {
  const conversations = await prepareConversations(databaseUrl, size)
  const stage = await openStage(databaseUrl)
  try {
    let server = await stage.launch()
    const { port } = server
    const { timing, resending = 'sameId' } = size
    const options = { url: () => `http://127.0.0.1:${port}`, timing, resending }
    for (const conversation of conversations) {
      stage.open(conversation, 'client', options)
      stage.open(conversation, 'desk', options)
    }
    const pages = stage.pages()
    const writing = stage.write(pages, size.everyMs)
    const goOn = () => {
      const target = stage.acknowledgedCount() + pages.length * size.messagesBetween
      return stage.until('messages are acknowledged', () => stage.acknowledgedCount() >= target, 60_000)
    }
    const backMs: number[] = []
    for (let kill = 0; kill < size.kills; kill += 1) {
      await goOn()
      const killedAt = performance.now()
      server.kill('SIGKILL')
      await server.exited
      server = await stage.launch({ port })
      await stage.until('every page is back', () => pages.every((page) => page.isOnline()))
      backMs.push(wholeMs(performance.now() - killedAt))
    }
    await goOn()
    writing.stop()
    const faults = await stage.judge()
    return { faults, facts: { messages: stage.acknowledgedCount(), 'ms until all are back': Math.max(...backMs) } }
  } finally {
    await stage.close()
  }
}
