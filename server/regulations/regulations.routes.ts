import type { Served } from '#contract/regulations/served.types.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import { parseFor, presetOf, publishRegulation, withdrawRegulation } from './regulations.commands.ts'
import { diffRegulations } from './domain/diff.ts'
import { comingVersion, versionAt } from './domain/versions.ts'
import { regulationAt, regulationOfVersion } from './regulation.queries.ts'
import { presentRegulation } from './regulations.present.ts'
import { listVersions } from './regulations.sql.ts'

export type RegulationRoutesDeps = { db: Db; served: Served }

export type RegulationRouteName =
  | 'readRegulation'
  | 'readRegulationDocument'
  | 'checkRegulation'
  | 'publishRegulation'
  | 'withdrawRegulation'

/** D1: what a desk promises, for its staff to read and its owner to change. */
export function regulationRoutes({ db, served }: RegulationRoutesDeps): Handlers<RegulationRouteName> {
  async function view(actor: StaffActor, at: Date) {
    const { deskId } = actor.desk
    const versions = await listVersions(db, deskId)
    const now = versionAt(versions, at)
    const next = comingVersion(versions, at)
    if (now === null) throw new Refusal('not_found')
    const inForce = await regulationOfVersion(db, deskId, now.version)
    if (next === null) return presentRegulation(versions, { inForce, coming: null }, { served, at })
    const document = await regulationOfVersion(db, deskId, next.version)
    const changes = diffRegulations(inForce, document)
    return presentRegulation(versions, { inForce, coming: { document, changes } }, { served, at })
  }

  return {
    readRegulation: (_input, { actor, at }) => view(actor, at),
    async readRegulationDocument(input, { actor }) {
      const { deskId, kind } = actor.desk
      // A preset of the other kind is a start all the same.
      if (input.of === 'preset') return { document: { ...presetOf(input.preset), kind } }
      const versions = await listVersions(db, deskId)
      if (versions.every(({ version }) => version !== input.version)) throw new Refusal('not_found')
      return { document: await regulationOfVersion(db, deskId, input.version) }
    },
    async checkRegulation({ document }, { actor, at }) {
      const { deskId, kind } = actor.desk
      const { regulation } = await regulationAt(db, deskId, at)
      return { changes: diffRegulations(regulation, parseFor(kind, document, at)) }
    },
    async publishRegulation({ document, effectiveAt, lastVersion }, { actor, at, transaction }) {
      const when = effectiveAt === null ? null : new Date(effectiveAt)
      await transaction((unit) => publishRegulation(unit, actor, { document, effectiveAt: when, lastVersion }), at)
      return view(actor, at)
    },
    async withdrawRegulation({ version }, { actor, at, transaction }) {
      await transaction((unit) => withdrawRegulation(unit, actor, version), at)
      return view(actor, at)
    },
  }
}
