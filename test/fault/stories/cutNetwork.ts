import { setTimeout as delay } from 'node:timers/promises'
import type { ChatClient } from '#test/support/chatClient.ts'
import type { Resending } from '#test/support/chatOutbox.ts'
import type { ChatTiming } from '#test/support/chatTiming.ts'
import { prepareConversations } from '#test/support/chatWorld.ts'
import { startProxy } from '#test/support/proxy.ts'
import { wholeMs, type Outcome } from '../outcome.ts'
import { openStage } from '../stage.ts'

export type CutNetworkSize = {
  conversations: number
  everyMs: number
  messagesBetween: number
  cuts: { ms: number; way: 'both' | 'answers'; connections: 'kept' | 'forgotten' }[]
  timing: ChatTiming
  resending?: Resending
}

/** T8: the clients' network is gone for a while without closing anything; the desk writes on and misses nobody's words. */
export async function networkIsCut(databaseUrl: string, size: CutNetworkSize): Promise<Outcome> {
  const conversations = await prepareConversations(databaseUrl, size)
  const stage = await openStage(databaseUrl)
  const { port } = await stage.launch()
  const proxy = await startProxy(port)
  try {
    const { timing, resending = 'sameId' } = size
    const clients = conversations.map((conversation) =>
      stage.open(conversation, 'client', { url: () => `http://127.0.0.1:${proxy.port}`, timing, resending }),
    )
    const agents = conversations.map((conversation) =>
      stage.open(conversation, 'desk', { url: () => `http://127.0.0.1:${port}`, timing }),
    )
    const writing = stage.write(stage.pages(), size.everyMs)
    const goOn = () => {
      const target = stage.acknowledgedCount() + stage.pages().length * size.messagesBetween
      return stage.until('messages are acknowledged', () => stage.acknowledgedCount() >= target, 60_000)
    }
    const backMs: number[] = []
    const heldBack: number[] = []
    for (const cut of size.cuts) {
      await goOn()
      const deskWrote = sum(agents.map((agent) => agent.acknowledged.size))
      proxy.stall(cut.way)
      await delay(cut.ms)
      heldBack.push(sum(clients.map((client) => client.waiting())))
      const waited = clients.map((client) => client.written.length)
      const atResume = performance.now()
      proxy.resume(cut.connections)
      if (sum(agents.map((agent) => agent.acknowledged.size)) === deskWrote)
        throw new Error('the desk was cut off, too')
      await stage.until('every client is back', () => clients.every((client) => client.isOnline()))
      // Everybody writes on meanwhile: what a busy machine has of that still to send is no matter of the cut.
      const isSent = (client: ChatClient, index: number) => client.acknowledged.size >= (waited[index] ?? 0)
      await stage.until('what waited is sent', () => clients.every(isSent), 60_000)
      backMs.push(wholeMs(performance.now() - atResume))
    }
    await goOn()
    writing.stop()
    const faults = await stage.judge()
    return {
      faults,
      facts: {
        messages: stage.acknowledgedCount(),
        'unsent at the end of a cut': Math.max(...heldBack),
        'ms until all is sent': Math.max(...backMs),
      },
    }
  } finally {
    await stage.close()
    await proxy.close()
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
