import { monitorEventLoopDelay } from 'node:perf_hooks'
import { startDatabase } from '#test/support/database.ts'
import { openChatClient, type ChatClient } from '#test/support/chatClient.ts'
import { prepareConversations, type Conversation } from '#test/support/chatWorld.ts'
import { testMasterKey } from '#test/support/masterKey.ts'
import { launchServer } from '#test/support/serverProcess.ts'
import { measureAckRate } from './ackRate.ts'
import { measureDuringRebuild } from './chatDuringRebuild.ts'
import { median, memoryMb, percentile, postgresMemoryMb, round, type Figures } from './figures.ts'
import { ensureBuilt } from './pages.ts'

export type Load = { sockets: number; conversations: number; rate: number; seconds: number; writers: number }

/**
 * A server that has just started and met a thousand pages at once needs some seconds before its code is compiled and its
 * plans are made; what is sent meanwhile counts for lost, duplicated and order, its latency does not.
 */
const warmUpSeconds = 5

const patienceMs = 30_000
const tickMs = 5
const text = 'Проверили: после обновления отчёт строится, но сумма за октябрь не сходится с выгрузкой на двести рублей.'

const rounds = 3

/**
 * Delivery to the other side under a steady load, then the highest rate of acknowledged messages; fsync is on. Of three rounds the median
 * of each figure, and of what must be none the most. `clientCpuShare`: of one processor, what the pages of this bench take, which are one
 * process; `clientStallMs`: for how long it stood still at most, by which it measures more than the server takes.
 * With `articles`: besides, while indexes of desks with so many are made; `rebuildRatio` of the two 99th percentiles.
 */
export async function benchChat(options: Record<string, number>): Promise<Figures> {
  const { articles = 0, ...asked } = options
  const load: Load = { sockets: 1000, conversations: 500, rate: 200, seconds: 60, writers: 16, ...asked }
  await ensureBuilt()
  const database = await startDatabase({ fsync: true })
  const { url: databaseUrl } = await database.clone()
  const conversations = await prepareConversations(databaseUrl, { conversations: load.conversations })
  const server = await launchServer({
    databaseUrl,
    env: {
      OPORA_MASTER_KEY: testMasterKey,
      OPORA_LOG_LEVEL: 'error',
      OPORA_SANDBOX: '1',
      OPORA_DATA_DIR: database.dataDir,
    },
  })
  const serverUrl = `http://127.0.0.1:${server.port}`
  try {
    const readMemory = () => ({
      serverMemoryMb: memoryMb(server.pid),
      databaseMemoryMb: postgresMemoryMb(database.dataDir),
    })
    const deliveries: Figures[] = []
    while (deliveries.length < rounds) {
      deliveries.push(await measureDelivery(serverUrl, conversations, load, readMemory))
    }
    const delivery = ofRounds(deliveries)
    const during = await whileRebuilding({ databaseUrl, serverUrl, conversations }, articles, delivery, () =>
      measureDelivery(serverUrl, conversations, load, readMemory),
    )
    const { writers } = load
    const rates = await measureAckRate({ databaseUrl, serverUrl, conversations, writers, seconds: 5 })
    return { ...delivery, ...during, ...rates }
  } finally {
    server.kill('SIGTERM')
    await server.exited
    await database.stop()
  }
}

async function whileRebuilding(
  place: Parameters<typeof measureDuringRebuild>[0],
  articles: number,
  { p99Ms = 0 }: Figures,
  act: () => Promise<Figures>,
): Promise<Figures> {
  if (articles === 0) return {}
  const during = await measureDuringRebuild(place, articles, act)
  return { ...during, rebuildRatio: round((during['rebuildP99Ms'] ?? 0) / p99Ms, 2) }
}

export async function measureDelivery(
  serverUrl: string,
  conversations: Conversation[],
  load: Load,
  readMemory: () => Figures,
): Promise<Figures> {
  const clients = openClients(serverUrl, conversations, load.sockets)
  await until(() => clients.every((client) => client.isOnline() && client.cursor() > 0))
  await writeSteadily(clients, load.rate, warmUpSeconds)
  const countedFrom = performance.now()
  const stalls = monitorEventLoopDelay({ resolution: 1 })
  stalls.enable()
  const cpuBefore = process.cpuUsage()
  await writeSteadily(clients, load.rate, load.seconds)
  const { user, system } = process.cpuUsage(cpuBefore)
  stalls.disable()
  const own = {
    clientCpuShare: round((user + system) / 1000 / (performance.now() - countedFrom), 2),
    clientStallMs: round(stalls.max / 1e6),
  }
  await until(() => clients.every((client) => client.waiting() === 0) && isDelivered(clients))
  const memory = readMemory()
  const figures = judge(clients, countedFrom)
  for (const client of clients) client.close()
  return { sockets: clients.length, ...figures, ...memory, ...own }
}

/** What must not happen at all has not to be a rule. */
const never = new Set(['lost', 'duplicated', 'outOfOrder'])

function ofRounds(all: readonly Figures[]): Figures {
  const [first = {}] = all
  return Object.fromEntries(
    Object.keys(first).map((name) => {
      const values = all.map((figures) => figures[name] ?? 0)
      return [name, never.has(name) ? Math.max(...values) : median(values)]
    }),
  )
}

function openClients(serverUrl: string, conversations: Conversation[], sockets: number): ChatClient[] {
  return Array.from({ length: sockets }, (_, index) => {
    const conversation = conversations[index % conversations.length]
    if (conversation === undefined) throw new Error('no conversation')
    const side = Math.floor(index / conversations.length) % 2 === 0 ? 'client' : 'desk'
    const token = side === 'client' ? conversation.clientToken : conversation.deskToken
    return openChatClient({ url: () => serverUrl, ticketId: conversation.ticketId, token, side })
  })
}

/** So many messages a second whatever the answers take: a slow server cannot slow its own load down. */
async function writeSteadily(clients: ChatClient[], rate: number, seconds: number): Promise<void> {
  const startedAt = performance.now()
  let written = 0
  while (performance.now() - startedAt < seconds * 1000) {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * rate)
    // A prime step walks through all conversations and both sides without a rhythm.
    for (; written < due; written += 1) clients[(written * 7919) % clients.length]?.write(text)
    await new Promise((resolve) => setTimeout(resolve, tickMs))
  }
}

function isDelivered(clients: ChatClient[]): boolean {
  return readersByTicket(clients).every((readers) => {
    const acknowledged = readers.flatMap((reader) => [...reader.acknowledged.keys()])
    return readers.every((reader) => {
      const known = new Set(messageIds(reader))
      return acknowledged.every((id) => known.has(id))
    })
  })
}

function judge(clients: ChatClient[], countedFrom: number): Figures {
  const latencies: number[] = []
  let sent = 0
  let delivered = 0
  let lost = 0
  let duplicated = 0
  let outOfOrder = 0
  for (const readers of readersByTicket(clients)) {
    const [first] = readers
    const order = first === undefined ? [] : messageIds(first)
    for (const reader of readers) {
      const ids = messageIds(reader)
      duplicated += ids.length - new Set(ids).size
      outOfOrder += reader.irregularities.length + ids.filter((id, index) => id !== order[index]).length
    }
    for (const writer of readers) {
      sent += writer.written.length
      for (const other of readers.filter((reader) => reader.side !== writer.side)) {
        const arrivals = new Map(other.received.map((one) => [messageIdOf(one.event), one.arrivedAt]))
        for (const message of writer.written) {
          const arrivedAt = arrivals.get(message.messageId)
          if (arrivedAt === undefined) lost += 1
          else {
            delivered += 1
            if (message.writtenAt >= countedFrom) latencies.push(arrivedAt - message.writtenAt)
          }
        }
      }
    }
  }
  const sorted = latencies.toSorted((one, other) => one - other)
  return {
    sent,
    delivered,
    lost,
    duplicated,
    outOfOrder,
    p50Ms: round(percentile(sorted, 0.5)),
    p95Ms: round(percentile(sorted, 0.95)),
    p99Ms: round(percentile(sorted, 0.99)),
  }
}

function readersByTicket(clients: ChatClient[]): ChatClient[][] {
  return [...Map.groupBy(clients, (client) => client.ticketId).values()]
}

function messageIds(client: ChatClient): string[] {
  return client.received.flatMap(({ event }) => messageIdOf(event) ?? [])
}

function messageIdOf(event: ChatClient['received'][number]['event']): string | undefined {
  return event.type === 'message.sent' ? event.message.messageId : undefined
}

async function until(isTrue: () => boolean): Promise<void> {
  const startedAt = performance.now()
  while (!isTrue()) {
    if (performance.now() - startedAt > patienceMs) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
