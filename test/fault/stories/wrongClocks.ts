import { join } from 'node:path'
import { prepareConversations } from '#test/support/chatWorld.ts'
import { clockIn, clockSignal } from '#test/support/clock.ts'
import { openStage, type Stage } from '../stage.ts'
import type { Outcome } from '../outcome.ts'

export type WrongClocksSize = { conversations: number; everyMs: number; messagesBetween: number }

const behindMs = 90_000

/** Design, decision 4: one server's clock is 90 s behind, is then put right, and then the other one jumps back. */
export async function clocksDiffer(databaseUrl: string, size: WrongClocksSize): Promise<Outcome> {
  const conversations = await prepareConversations(databaseUrl, size)
  const stage = await openStage(databaseUrl)
  try {
    const clocks = {
      client: clockIn(join(stage.folder, 'clock-of-the-clients-server'), 0),
      desk: clockIn(join(stage.folder, 'clock-of-the-desks-server'), -behindMs),
    }
    const servers = { client: await stage.launch(clocks.client), desk: await stage.launch(clocks.desk) }
    const shift = (side: 'client' | 'desk', milliseconds: number) => {
      clocks[side].shiftTo(milliseconds)
      process.kill(servers[side].pid, clockSignal)
    }
    for (const conversation of conversations) {
      for (const side of ['client', 'desk'] as const) {
        const url = () => `http://127.0.0.1:${servers[side].port}`
        stage.open(conversation, side, { url, marksRead: true })
      }
    }
    const pages = stage.pages()
    const writing = stage.write(pages, size.everyMs)
    const goOn = () => {
      const target = stage.acknowledgedCount() + pages.length * size.messagesBetween
      return stage.until('messages are acknowledged', () => stage.acknowledgedCount() >= target, 60_000)
    }
    await goOn()
    const deskWasBehind = await markIsBehind(stage, 'desk')
    shift('desk', 0)
    await goOn()
    shift('client', -behindMs)
    await goOn()
    const clientFellBehind = await markIsBehind(stage, 'client')
    writing.stop()

    const faults = await stage.judge()
    const lost = pages.filter((page) => page.connections() > 1).length
    if (lost > 0) faults.push(`${lost} connections ended when a clock was put right`)
    // Without these the story would have shown nothing.
    if (!deskWasBehind) faults.push("the clock of the desk's server was not behind")
    if (!clientFellBehind) faults.push("the clock of the clients' server did not jump back")
    return { faults, facts: { messages: stage.acknowledgedCount(), 'ms between the clocks': behindMs } }
  } finally {
    await stage.close()
  }
}

/** Marks of having read carry the plain instant of the server that wrote them; the first may come after the messages. */
async function markIsBehind(stage: Stage, side: 'client' | 'desk'): Promise<boolean> {
  const readAt = async () => {
    const text = 'select max(at) as at from read_marks where side = $1'
    const { rows } = await stage.pool.query<{ at: Date | null }>(text, [side])
    return rows[0]?.at?.getTime() ?? null
  }
  await stage.until('somebody has read', async () => (await readAt()) !== null, 60_000)
  const at = await readAt()
  return at !== null && at < Date.now() - behindMs / 2
}
