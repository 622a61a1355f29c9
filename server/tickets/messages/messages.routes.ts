import type { RouteInput, RouteOutput } from '#contract/routes.ts'
import type { SendMessageInput } from '#contract/tickets/conversation.types.ts'
import { signatureOf, type Actor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Call, Handlers } from '#server/platform/http/api.ts'
import type { PubSub } from '#server/platform/realtime/pubsub.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { previewOf } from '../domain/preview.ts'
import type { Side } from '../domain/side.ts'
import type { TicketDeps } from '../ticketDeps.port.ts'
import { readTickets } from '../ticketReads.sql.ts'
import { sideOfTicket } from '../tickets.queries.ts'
import { presentEntry, presentForFeed } from './entries.present.ts'
import { readEntriesAfter, readEntriesBefore, type TicketEntry } from './entries.sql.ts'
import type { MessageBatcher } from './messageBatcher.commands.ts'
import { editMessage, sendMessage } from './messages.commands.ts'
import { positionOf, saveReadMark } from './readMarks.sql.ts'
import type { QuickSend } from './sendMessage.sql.ts'

export type MessageRoutesDeps = {
  db: Db
  messageBatcher: MessageBatcher
  pubSub: PubSub
  ticketDeps: TicketDeps
  /** The actor as the database has it now; the hot path works with one that may be a minute old. */
  refreshActor(call: Call): Promise<Actor>
}

export type MessageRoutes = 'readEvents' | 'sendMessage' | 'editMessage' | 'deleteMessage' | 'markRead'

const defaultPage = 100

export function messageRoutes(deps: MessageRoutesDeps): Handlers<MessageRoutes> {
  const { db, ticketDeps } = deps
  return {
    readEvents: (input, { actor }) => readEvents(db, actor, input),
    async sendMessage(input, call) {
      const side = quickSide(call.actor, input)
      if (side !== null) {
        const preview = previewOf(input.text)
        const quick = await deps.messageBatcher(side, { ...call, input, preview })
        if (quick !== null) {
          for (const entry of presentForFeed(writtenEntry(call.actor, side, input, quick)))
            deps.pubSub.publishWritten(entry)
          const seq = side === 'client' ? quick.publicSeq : quick.seq
          return { messageId: input.messageId, seq, at: quick.at.toISOString() }
        }
      }
      const actor = await deps.refreshActor(call)
      const sent = await whereItGoesOn(() => call.transaction((unit) => sendMessage(unit, ticketDeps, actor, input)))
      const isElsewhere = sent.ticketId !== input.ticketId.toLowerCase()
      const where = isElsewhere ? { ticketId: sent.ticketId } : {}
      return { messageId: input.messageId, seq: sent.seq, at: sent.at.toISOString(), ...where }
    },
    async editMessage(input, { actor, transaction }) {
      await transaction((unit) => editMessage(unit, actor, input))
      return {}
    },
    async deleteMessage(input, { actor, transaction }) {
      await transaction((unit) => editMessage(unit, actor, { ...input, text: null }))
      return {}
    },
    async markRead({ ticketId, seq }, { actor, transaction }) {
      const side = await sideOfTicket(db, actor, ticketId)
      const position = await positionOf(db, ticketId, side, seq)
      const mark = { ticketId, side, userId: actor.userId, ...position }
      const isFurther = await transaction((unit) => saveReadMark(unit, mark))
      if (isFurther) deps.pubSub.publishRead(ticketId, side, position.publicSeq)
      return {}
    },
  }
}

/** As it would be read: a public message as it was just sent, which nobody has changed yet. */
function writtenEntry(
  actor: Actor,
  side: Side,
  { ticketId, messageId, text }: Pick<SendMessageInput, 'ticketId' | 'messageId' | 'text'>,
  { seq, publicSeq, at }: QuickSend,
): TicketEntry {
  return {
    ticketId,
    seq,
    publicSeq,
    at,
    actor: signatureOf(actor, side),
    event: { type: 'message.sent', payload: { messageId } },
    message: {
      messageId: messageId.toLowerCase(),
      seq,
      publicSeq,
      kind: 'public',
      isQuestion: false,
      text,
      at,
      editedAt: null,
      deletedAt: null,
      mentions: [],
      files: [],
    },
  }
}

async function readEvents(
  db: Db,
  actor: Actor,
  { ticketId, limit = defaultPage, after, before = Number.MAX_SAFE_INTEGER }: RouteInput<'readEvents'>,
): Promise<RouteOutput<'readEvents'>> {
  const side = await sideOfTicket(db, actor, ticketId)
  const entries =
    after === undefined
      ? await readEntriesBefore(db, ticketId, side, before, limit)
      : await readEntriesAfter(db, ticketId, side, after, limit)
  const events = entries.flatMap((entry) => presentEntry(entry, side) ?? [])
  const [row] = await readTickets(db, [ticketId], null)
  const lastSeq = side === 'client' ? row?.lastPublicSeq : row?.lastSeq
  return { events, hasEarlier: (events[0]?.seq ?? 1) > 1, lastSeq: lastSeq ?? 0 }
}

const mostMergesMeanwhile = 5

/** A ticket that is merged just now, while its lock is waited for: the next try finds where it goes on. */
async function whereItGoesOn<Result>(send: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send()
    } catch (error) {
      const isMerged = error instanceof Refusal && error.code === 'ticket_merged'
      if (!isMerged || tries === mostMergesMeanwhile) throw error
    }
  }
}

/** Which statement to try first; a note or a question always needs a decision, and files go with their message. Somebody on both sides goes the long way. */
function quickSide(
  actor: Actor,
  input: Pick<SendMessageInput, 'kind' | 'isQuestion' | 'files' | 'mentions'>,
): Side | null {
  if (input.kind !== 'public' || input.isQuestion) return null
  if ((input.files ?? []).length > 0 || (input.mentions ?? []).length > 0) return null
  if (actor.client !== null && actor.desk !== null) return null
  return actor.client === null ? 'desk' : 'client'
}
