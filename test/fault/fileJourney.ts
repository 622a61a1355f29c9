import * as v from 'valibot'
import { loadActor } from '#server/desks/actor.queries.ts'
import { now } from '#server/platform/clock.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Transaction } from '#server/platform/db/unitOfWork.ts'
import type { Examiner } from '#server/platform/files/examiner.ts'
import type { FileStore } from '#server/platform/files/fileStore.ts'
import { hashToken } from '#server/platform/http/session.ts'
import { saveKeptDays } from '#server/tickets/files/fileSettings.sql.ts'
import { finishUpload } from '#server/tickets/files/finishUpload.commands.ts'
import { sweepFiles } from '#server/tickets/files/sweep.commands.ts'
import { makeUploads } from '#server/tickets/files/upload.adapter.ts'
import { editMessage, sendMessage } from '#server/tickets/messages/messages.commands.ts'
import { ticketPlaces } from '#server/tickets/ticketPlaces.adapter.ts'
import { ticketDeps } from '#test/support/ticketDeps.ts'
import { stepsAround, transactionInSteps } from './killedSteps.ts'

const journeySchema = v.object({
  databaseUrl: v.string(),
  folder: v.string(),
  /** At which of its steps the program dies; 0: at none. */
  dieAt: v.number(),
  fileId: v.string(),
  messageId: v.string(),
  ticketId: v.string(),
  token: v.string(),
  /** How its file goes in the end: with its message, or because it was kept as long as its desk keeps files. */
  ending: v.picklist(['deleted', 'outlived']),
  /** Does it in the wrong order, to see that somebody notices. */
  isFlawed: v.boolean(),
})
export type Journey = v.InferOutput<typeof journeySchema>

export function readJourney(text: string | undefined): Journey {
  return v.parse(journeySchema, JSON.parse(text ?? '{}'))
}

export type JourneyDeps = { db: Db; transaction: Transaction; store: FileStore; examiner: Pick<Examiner, 'examine'> }

const parts = ['the first half, ', 'and the second one'] as const
export const sentBytes = Buffer.from(parts.join(''))
const megabyte = 1024 * 1024
const sizes = { fileBytes: megabyte, ticketBytes: megabyte, portalBytes: megabyte, deskBytes: megabyte }

/** As far as it has not come before: the file, its parts, its message; the last time also its end. */
export async function sendFile(deps: JourneyDeps, journey: Journey): Promise<void> {
  const { fileId, messageId, ticketId, token } = journey
  const { db, transaction, store, examiner } = deps
  const actor = await loadActor(db, hashToken(token), now(), null)
  const tools = { store, examiner, scan: null, sizes }
  const uploads = makeUploads({ db, transaction, tools, places: ticketPlaces, findAnswering })
  if ((await uploads.find(actor, fileId, now())) === null) {
    const metadata = { name: 'a.txt', ticketId }
    await uploads.create(actor, { uploadId: fileId, bytes: sentBytes.length, metadata }, now())
  }
  for (const end of [parts[0].length, sentBytes.length]) {
    const offset = (await uploads.find(actor, fileId, now()))?.offset ?? 0
    if (offset < end) await uploads.append(fileId, offset, oneOf(sentBytes.subarray(offset, end)))
  }
  await finishUpload({ db, transaction, tools }, { actor, fileId, at: now() })
  const message = { ticketId, messageId, text: 'file', kind: 'public', isQuestion: false, files: [fileId] } as const
  await transaction((unit) => sendMessage(unit, ticketDeps, actor, { ...message, files: [...message.files] }))
  if (journey.ending === 'deleted') {
    await transaction((unit) => editMessage(unit, actor, { ticketId, messageId, text: null }))
    await sweepFiles({ transaction, tools })
  } else await outlive(deps, journey)
}

const threeDays = 3 * 86_400_000

async function outlive({ db, transaction, store }: JourneyDeps, { ticketId }: Journey): Promise<void> {
  const owners = await ticketPlaces.ownersOf(db, ticketId)
  await transaction((unit) => saveKeptDays(unit, owners?.deskId ?? '', 1))
  const later: Transaction = (act) => transaction(act, new Date(now().getTime() + threeDays))
  await sweepFiles({ transaction: later, tools: { store } })
}

function findAnswering(): Promise<never> {
  return Promise.reject(new Error('it is for a ticket'))
}

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array[]> {
  yield [bytes]
}

type Stepped = Pick<JourneyDeps, 'store' | 'transaction'>

/** The same, with a step before and after whatever leaves a trace, and before each commit. */
export function withSteps({ store, transaction }: Stepped, step: () => Promise<void>): Stepped {
  const around = stepsAround(step)
  return {
    store: {
      ...store,
      append: (...asked) => around(() => store.append(...asked)),
      keep: (...asked) => around(() => store.keep(...asked)),
      thumbnailPath: (...asked) => around(() => store.thumbnailPath(...asked)),
      dropUpload: (...asked) => around(() => store.dropUpload(...asked)),
      removeContent: (...asked) => around(() => store.removeContent(...asked)),
    },
    transaction: transactionInSteps(transaction, step),
  }
}

/** The row names bytes that come to lie there only afterwards. */
export function namedTooEarly(store: FileStore): FileStore {
  let waiting: (() => Promise<void>) | null = null
  return {
    ...store,
    keep(...asked) {
      waiting = () => store.keep(...asked)
      return Promise.resolve()
    },
    async dropUpload(id) {
      await waiting?.()
      waiting = null
      await store.dropUpload(id)
    },
  }
}
