import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { beginExport, continueExport } from './auditExport.commands.ts'
import { presentAct } from './audit.present.ts'
import { listActs, listPeople, listPortals, type Position } from './audit.sql.ts'

export type AuditRoutesDeps = { db: Db; secrets: Secrets }

export type AuditRouteName = 'listAudit' | 'readAuditChoices' | 'exportAudit' | 'continueAuditExport'

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
        people: people.map(({ memberId, userId, name, portal }) => ({
          memberId,
          userId,
          name,
          portalName: memberId === actor.memberId ? null : portal,
        })),
        portals: await listPortals(db, actor.desk.deskId),
      }
    },
    exportAudit: (input, { actor, transaction }) =>
      transaction((unit) => beginExport(unit, deps, actor, { ...input, deskId: actor.desk.deskId })),
    continueAuditExport: ({ next }, { actor, transaction }) =>
      transaction((unit) => continueExport(unit, deps, actor, next)),
  }
}

function writeCursor({ at, entryId }: Position): string {
  return `${at.getTime()}_${entryId}`
}

function readCursor(cursor: string): Position {
  const parts = /^(\d{1,15})_(\d{1,15})$/.exec(cursor)
  if (parts === null) throw new Refusal('invalid_input', { field: 'cursor', problem: 'not a cursor' })
  return { at: new Date(Number(parts[1])), entryId: Number(parts[2]) }
}
