import type { LettersPage } from '#contract/tickets/letters.types.ts'
import type { Call, Handlers } from '#server/platform/http/api.ts'
import { noCursor, readCursor, writeCursor } from '#server/platform/http/cursor.ts'
import { addresseeFor } from './domain/letterSide.ts'
import * as reads from './letterReads.sql.ts'
import { presentLetter } from './letters.present.ts'
import { findLetterTerms, viewLetter, type LetterReads } from './letters.queries.ts'
import { confirmLetter, sendLetterMessage, writeLetter, type LetterDeps } from './writing.commands.ts'

export type LetterRoutes = ClientRoutes | SharedRoutes | DeskRoutes
type ClientRoutes = 'listOwnLetters' | 'writeLetter'
type SharedRoutes = 'readLetter' | 'sendLetterMessage'
type DeskRoutes = 'listLetters' | 'readWaitingLetters' | 'confirmLetter'

type Deps = LetterDeps & LetterReads

/** The number beside the section says "99+" from here on. */
const mostCounted = 100

/** T11: letters to the head of support, for both sides. */
export function letterRoutes(deps: Deps): Handlers<LetterRoutes> {
  return { ...clientRoutes(deps), ...sharedRoutes(deps), ...deskRoutes(deps) }
}

function clientRoutes(deps: Deps): Handlers<ClientRoutes> {
  return {
    async listOwnLetters({ cursor, limit }, { actor, at }) {
      const after = cursor === undefined ? null : readCursor(cursor)
      const found = await reads.listOfClient(deps.db, actor.memberId, { limit: limit + 1, after })
      return {
        ...pageOf(found, { limit, side: 'client', at }, writeActive),
        terms: await findLetterTerms(deps, actor.memberId, at),
      }
    },
    async writeLetter(input, call) {
      await call.transaction((unit) => writeLetter(unit, deps, call.actor, input))
      return viewLetter(deps, call, input.letterId)
    },
  }
}

function sharedRoutes(deps: Deps): Handlers<SharedRoutes> {
  return {
    readLetter: ({ letterId }, call: Call) => viewLetter(deps, call, letterId),
    async sendLetterMessage(input, call) {
      await call.transaction((unit) => sendLetterMessage(unit, deps, call.actor, input))
      return viewLetter(deps, call, input.letterId)
    },
  }
}

function deskRoutes(deps: Deps): Handlers<DeskRoutes> {
  const { db } = deps
  return {
    async listLetters({ filter, cursor, limit }, { actor, at }) {
      const reader = { deskId: actor.desk.deskId, addresseeId: addresseeFor(actor) }
      const asked = { limit, side: 'desk', at } as const
      if (filter === 'answered') {
        const after = cursor === undefined ? null : readCursor(cursor)
        return pageOf(await reads.listAnswered(db, reader, { limit: limit + 1, after }), asked, writeActive)
      }
      const after = cursor === undefined ? null : readWaiting(cursor)
      return pageOf(await reads.listWaiting(db, reader, { limit: limit + 1, after }), asked, writeWaiting)
    },
    readWaitingLetters: (_input, { actor, at }) =>
      reads.countWaiting(
        db,
        { deskId: actor.desk.deskId, addresseeId: addresseeFor(actor) },
        { at, most: mostCounted },
      ),
    async confirmLetter({ letterId }, call) {
      await call.transaction((unit) => confirmLetter(unit, deps, call.actor, letterId))
      return viewLetter(deps, call, letterId)
    },
  }
}

function pageOf(
  found: readonly reads.LetterRow[],
  { limit, side, at }: { limit: number; side: 'client' | 'desk'; at: Date },
  write: (row: reads.LetterRow) => string,
): LettersPage {
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    letters: rows.map((row) => presentLetter(row, side, at)),
    nextCursor: found.length > limit && last !== undefined ? write(last) : null,
  }
}

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

function writeActive({ activeAt, letterId }: reads.LetterRow): string {
  return writeCursor({ at: activeAt, id: letterId })
}

function writeWaiting({ dueAt, waitsSince, letterId }: reads.LetterRow): string {
  return `${dueAt?.getTime() ?? ''}_${waitsSince.getTime()}_${letterId}`
}

function readWaiting(cursor: string): reads.WaitingPlace {
  const parts = new RegExp(`^(\\d{0,14})_(\\d{1,14})_(${uuid})$`).exec(cursor)
  if (parts === null) throw noCursor()
  return {
    dueAt: parts[1] === '' ? null : new Date(Number(parts[1])),
    waitsSince: new Date(Number(parts[2])),
    letterId: parts[3] ?? '',
  }
}
