import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import pg from 'pg'
import { routes } from '#contract/routes.ts'
import type { Conversation } from '#test/support/chatWorld.ts'
import { median, round, type Figures } from './figures.ts'

const text =
  'Добрый день! После обновления воронка продаж не открывается, экран остаётся пустым. Проверьте, пожалуйста.'

export type AckRateOptions = {
  databaseUrl: string
  serverUrl: string
  conversations: Conversation[]
  writers: number
  seconds: number
}

/**
 * The highest rate of acknowledged durable messages beside that of single-row inserts: same PostgreSQL, same number of
 * writers, each waiting for its answer before the next; three alternations, the median of their ratios.
 */
export async function measureAckRate(options: AckRateOptions): Promise<Figures> {
  await prepareRaw(options.databaseUrl)
  // One unmeasured round each: connections, plans and the compiler are warm on both sides.
  await rawInserts(options, 1)
  await acknowledged(options, 1)
  const raws: number[] = []
  const acks: number[] = []
  while (acks.length < 3) {
    raws.push(await rawInserts(options, options.seconds))
    acks.push(await acknowledged(options, options.seconds))
  }
  return {
    writers: options.writers,
    rawInsertsPerSecond: round(median(raws), 0),
    ackedPerSecond: round(median(acks), 0),
    ratio: round(median(acks.map((acked, index) => acked / (raws[index] ?? acked))), 3),
  }
}

async function prepareRaw(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query('drop table if exists bench_raw')
  await client.query(
    'create table bench_raw (id uuid primary key, ticket_id uuid not null, text text not null, at timestamptz not null)',
  )
  await client.end()
}

async function rawInserts({ databaseUrl, writers, conversations }: AckRateOptions, seconds: number): Promise<number> {
  return perSecond(writers, seconds, async (writer, isOver) => {
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    let written = 0
    while (!isOver()) {
      const ticketId = conversations[(writer + written * writers) % conversations.length]?.ticketId
      await client.query({
        name: 'raw',
        text: 'insert into bench_raw (id, ticket_id, text, at) values ($1, $2, $3, $4)',
        values: [randomUUID(), ticketId, text, new Date()],
      })
      written += 1
    }
    await client.end()
    return written
  })
}

async function acknowledged({ serverUrl, writers, conversations }: AckRateOptions, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: writers })
  const rate = await perSecond(writers, seconds, async (writer, isOver) => {
    let written = 0
    while (!isOver()) {
      const conversation = conversations[(writer + written * writers) % conversations.length]
      if (conversation === undefined) throw new Error('no conversation to write in')
      await send(agent, serverUrl, conversation, written % 2 === 0 ? conversation.clientToken : conversation.deskToken)
      written += 1
    }
    return written
  })
  agent.destroy()
  return rate
}

function send(agent: Agent, serverUrl: string, { ticketId }: Conversation, token: string): Promise<void> {
  const body = JSON.stringify({ ticketId, messageId: randomUUID(), text })
  return new Promise((resolve, reject) => {
    const sent = request(
      `${serverUrl}${routes.sendMessage.path}`,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          authorization: `Bearer ${token}`,
        },
      },
      (answer) => {
        answer.resume()
        answer.once('end', () =>
          answer.statusCode === 200 ? resolve() : reject(new Error(`a message was answered with ${answer.statusCode}`)),
        )
      },
    )
    sent.once('error', reject)
    sent.end(body)
  })
}

async function perSecond(
  writers: number,
  seconds: number,
  write: (writer: number, isOver: () => boolean) => Promise<number>,
): Promise<number> {
  const startedAt = performance.now()
  const isOver = () => performance.now() - startedAt > seconds * 1000
  const counts = await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer, isOver)))
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - startedAt) / 1000)
}
