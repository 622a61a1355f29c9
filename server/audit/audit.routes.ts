import type { AuditEntry } from '#contract/audit/types.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { noCursor } from '#server/platform/http/cursor.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { makeXlsx } from '#server/platform/files/xlsx.ts'
import { planTitlesOf } from '#server/regulations/planTitles.queries.ts'
import { auditSheet } from './audit.document.ts'
import { beginExport, beginSheet, continueExport, pagesOf } from './auditExport.commands.ts'
import { presentAct } from './audit.present.ts'
import { listActs, listPeople, listPortals, type Act, type Position } from './audit.sql.ts'

export type AuditRoutesDeps = { db: Db; secrets: Secrets }

export type AuditRouteName =
  | 'listAudit'
  | 'readAuditChoices'
  | 'exportAudit'
  | 'exportAuditSheet'
  | 'continueAuditExport'

/** D5: what has been done at this desk, for its owner. */
export function auditRoutes(deps: AuditRoutesDeps): Handlers<AuditRouteName> {
  const { db } = deps
  return {
    async listAudit({ cursor, limit, ...filter }, { actor }) {
      const below = cursor === undefined ? null : readCursor(cursor)
      const acts = await listActs(db, actor.desk.deskId, filter, { below, limit: limit + 1 })
      const page = acts.slice(0, limit)
      const last = page.at(-1)
      return {
        entries: page.map((act) => presentAct(act, actor.memberId)),
        nextCursor: acts.length > limit && last !== undefined ? writeCursor(last) : null,
      }
    },
    async readAuditChoices(_input, { actor }) {
      const people = await listPeople(db, actor.desk.deskId)
      return {
        people: people.map(({ memberId, userId, name, portal, title }) => ({
          memberId,
          userId,
          name,
          portalName: memberId === actor.memberId ? null : portal,
          clientName: memberId === actor.memberId ? null : title,
        })),
        portals: await listPortals(db, actor.desk.deskId),
        plans: await planTitlesOf(db, actor.desk.deskId),
      }
    },
    exportAudit: (input, { actor, transaction }) =>
      transaction((unit) => beginExport(unit, deps, actor, { ...input, deskId: actor.desk.deskId })),
    async exportAuditSheet(input, { actor, at, transaction }) {
      const asked = { ...input, deskId: actor.desk.deskId }
      const begun = await transaction((unit) => beginSheet(unit, actor, asked))
      const file = await makeXlsx([auditSheet(entriesOf(pagesOf(db, begun), actor.memberId), begun.reader)])
      const fileName = `opora-audit-${at.toISOString().slice(0, 10)}.xlsx`
      return { fileName, base64: file.toString('base64'), rows: begun.rows }
    },
    continueAuditExport: ({ next }, { actor, transaction }) =>
      transaction((unit) => continueExport(unit, deps, actor, next)),
  }
}

async function* entriesOf(pages: AsyncIterable<Act[]>, ownMemberId: string): AsyncGenerator<AuditEntry[]> {
  for await (const acts of pages) yield acts.map((act) => presentAct(act, ownMemberId))
}

function writeCursor({ at, entryId }: Position): string {
  return `${at.getTime()}_${entryId}`
}

function readCursor(cursor: string): Position {
  const parts = /^(\d{1,15})_(\d{1,15})$/.exec(cursor)
  if (parts === null) throw noCursor()
  return { at: new Date(Number(parts[1])), entryId: Number(parts[2]) }
}
