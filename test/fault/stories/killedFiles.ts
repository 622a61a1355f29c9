import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openStore, type Db } from '#server/platform/db/db.ts'
import { makeTransaction, type Transaction } from '#server/platform/db/unitOfWork.ts'
import { makeExaminer } from '#server/platform/files/examiner.ts'
import { makeFileFolder } from '#server/platform/files/fileFolder.ts'
import type { FileStore, StoredThing } from '#server/platform/files/fileStore.ts'
import { sweepFiles, sweepStore } from '#server/tickets/files/sweep.commands.ts'
import { prepareConversations } from '#test/support/chatWorld.ts'
import { sendFile, sentBytes, type Journey } from '../fileJourney.ts'
import { deaths, travel, type DieAt } from '../killedSteps.ts'
import type { Outcome } from '../outcome.ts'

export type KilledFilesSize = { dieAt: DieAt }

const day = 86_400_000
const program = new URL('../fileSteps.ts', import.meta.url)
const endings = ['deleted', 'outlived'] as const

/**
 * T7: a program that takes a file, examines it, sends it with a message, deletes that (or keeps it as long as its desk keeps files) and
 * sweeps is killed between any two of its steps. No ticket names a file that is not there; whoever comes back goes on; a day later nothing is left that nobody names.
 */
export async function filesAreKilled(
  databaseUrl: string,
  { dieAt: steps }: KilledFilesSize,
  isFlawed = false,
): Promise<Outcome> {
  const [conversation] = await prepareConversations(databaseUrl, { conversations: 1 })
  if (conversation === undefined) throw new Error('there is no conversation')
  const folder = await mkdtemp(join(tmpdir(), 'opora-files-'))
  const { db, close } = openStore(databaseUrl, 4)
  const examiner = makeExaminer()
  const store = makeFileFolder({ folder, reserveBytes: 0 })
  const transaction = makeTransaction(db, () => {})
  const { ticketId, clientToken: token } = conversation
  const faults: string[] = []
  let kills = 0
  try {
    let isOver = false
    for (const { dieAt, ending } of deaths(steps, endings, () => isOver)) {
      const ids = { fileId: randomUUID(), messageId: randomUUID() }
      const journey: Journey = { databaseUrl, folder, dieAt, ending, isFlawed, ticketId, token, ...ids }
      isOver = await travel(program, journey)
      if (!isOver) kills += 1
      const after = isOver ? `after its end (${ending})` : `killed at step ${dieAt} (${ending})`
      faults.push(...(await namesThatLead(db, store)).map((fault) => `${after}: ${fault}`))
      // The page comes back: it sends what has not come, and asks for the rest again.
      await sendFile({ db, transaction, store, examiner }, journey).catch(onlyIfDone)
      faults.push(...(await namesThatLead(db, store)).map((fault) => `${after}, gone on: ${fault}`))
      await sweepDayLater(transaction, store)
      faults.push(...(await leftovers(db, store)).map((fault) => `${after}, a day later: ${fault}`))
    }
    return { faults, facts: { kills } }
  } finally {
    examiner.stop()
    await close()
    await rm(folder, { recursive: true })
  }
}

/** Killed after the message was deleted: its file is gone, as it should be. */
function onlyIfDone(error: unknown): void {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  if (code !== 'message_deleted' && code !== 'file_unknown') throw error
}

/** Each file of a message is there, whole. */
async function namesThatLead(db: Db, store: FileStore): Promise<string[]> {
  const { rows } = await sql<{ content_id: string | null }>`
    select content_id from ticket_files
     where removed_at is null and (ticket_id is not null or content_id is not null)`.execute(db)
  const faults: string[] = []
  for (const { content_id: contentId } of rows) {
    const stream = contentId === null ? null : await store.read(contentId, 'original')
    const chunks: Uint8Array[] = []
    if (stream !== null) for await (const chunk of stream) chunks.push(chunk)
    if (!Buffer.concat(chunks).equals(sentBytes)) faults.push(`a file names ${contentId}, which is not there`)
  }
  return faults
}

async function sweepDayLater(transaction: Transaction, store: FileStore): Promise<void> {
  const later: Transaction = (act, at = new Date(Date.now() + day + 60_000)) => transaction(act, at)
  await sweepFiles({ transaction: later, tools: { store } })
  await sweepStore({ transaction: later, tools: { store: { ...store, list: () => aged(store) } } })
}

async function* aged(store: FileStore): AsyncGenerator<StoredThing> {
  for await (const thing of store.list()) yield { ...thing, changedAt: new Date(thing.changedAt.getTime() - day) }
}

async function leftovers(db: Db, store: FileStore): Promise<string[]> {
  const faults: string[] = []
  for await (const { what, id } of store.list()) {
    const { rows } = await sql`select 1 from ticket_file_contents where content_id = ${id}`.execute(db)
    if (what === 'upload' || rows.length === 0) faults.push(`nobody names the ${what} ${id}`)
  }
  const { rows } = await sql<{ owner: string; bytes: number }>`
    select owner, bytes from ticket_file_usage u where bytes <> (
      select coalesce(sum(f.bytes), 0) from ticket_files f where f.refused is null and f.removed_at is null
         and (u.owner = 'desk:' || f.desk_id or u.owner = 'portal:' || f.member_id))`.execute(db)
  return [...faults, ...rows.map(({ owner, bytes }) => `${owner} has ${bytes} bytes that no file has`)]
}
