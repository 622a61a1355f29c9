import * as desks from '#server/desks/desks.queries.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { AddJob } from '#server/platform/jobs/jobs.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { Actor, StaffActor } from '#server/platform/actor.ts'
import { dismissLevelChange } from '#server/portals/feature.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { regulationAt, regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { keepVersions, moveConnections } from './versions/moves.commands.ts'
import { viewTermsChange } from './termsChange.queries.ts'
import { withAttempt } from './codes/guesses.commands.ts'
import { digestOf } from './codes/domain/code.ts'
import { setStaff } from '#server/desks/feature.ts'
import { channelsOf } from './entitlement/domain/channels.ts'
import { chooseMessenger } from './entitlement/channels.commands.ts'
import { findChannelsOfEach, servedBy } from './entitlement/channels.queries.ts'
import { presentConnection, presentDesk } from './connections.present.ts'
import * as rows from './connections.sql.ts'
import { viewSupport, type SupportReads } from './supportOverview.queries.ts'
import { setBoxEdition } from './entitlement/licenceLevel.commands.ts'
import { activateCode, endConnection, reconnectDesk, returnToStandard, type SwitchDeps } from './connection.commands.ts'

export type SupportRoutesDeps = SupportReads & {
  secrets: Secrets
  portalClients: PortalClients
  switchDeps: SwitchDeps
  addJob: AddJob
}

export type SupportRouteName =
  | 'readSupport'
  | 'activateCode'
  | 'returnToStandard'
  | 'reconnectDesk'
  | 'readDesk'
  | 'setStaff'
  | 'listConnections'
  | 'moveConnections'
  | 'keepVersions'
  | 'readTermsChange'
  | 'endConnection'
  | 'setBoxEdition'
  | 'chooseMessenger'
  | 'dismissTariffChange'

export function supportRoutes(deps: SupportRoutesDeps): Handlers<SupportRouteName> {
  const { db, secrets, switchDeps, served } = deps
  const { pepper } = secrets

  async function viewDesk(actor: StaffActor, at: Date) {
    const desk = await desks.findDesk(db, actor.desk.deskId)
    if (desk === null) throw new Refusal('not_found')
    const portal = await loadPortal(db, desk.memberId)
    const staff = await desks.listStaff(db, desk.deskId)
    const { regulation } = await regulationAt(db, desk.deskId, at)
    const uncovered = await desks.findUncovered(db, desk.deskId, regulation, at)
    const onDuty = await desks.findOnDutyNow(db, desk.deskId, at)
    const offered = await servedBy(db, served, desk.deskId)
    const facts = { language: portal?.language ?? 'ru', uncovered, onDuty, served: offered, at }
    return presentDesk(desk, regulation, staff, facts)
  }

  /** Each goes by its own version (E9). */
  async function viewConnections(deskId: string, at: Date) {
    const listed = await rows.listConnections(db, deskId, at)
    const channelsOfEach = await findChannelsOfEach({ db, served, at }, deskId, listed)
    return Promise.all(
      listed.map(async (row) => {
        const { noticeDays } = await regulationOfVersion(db, deskId, row.version)
        const { terms, facts } = await channelsOfEach(row)
        return presentConnection(row, { noticeDays, channels: row.endedAt === null ? channelsOf(terms, facts) : null })
      }),
    )
  }

  async function viewConnection(deskId: string, connectionId: string, at: Date) {
    const found = (await viewConnections(deskId, at)).find((one) => one.connectionId === connectionId)
    if (found === undefined) throw new Refusal('not_found')
    return found
  }

  return {
    readSupport: (_input, { actor, at }) => viewSupport(deps, actor, at),
    async activateCode(input, { actor, at, transaction }) {
      const codeHash = digestOf(input.code, pepper)
      const activating = { codeHash, stateToken: input.stateToken }
      await withAttempt(transaction, actor.memberId, () =>
        transaction((unit) => activateCode(unit, switchDeps, actor, activating)),
      )
      return viewSupport(deps, actor, at)
    },
    async returnToStandard({ stateToken }, { actor, at, transaction }) {
      await transaction((unit) => returnToStandard(unit, switchDeps, actor, stateToken))
      return viewSupport(deps, actor, at)
    },
    async reconnectDesk(input, { actor, at, transaction }) {
      await transaction((unit) => reconnectDesk(unit, switchDeps, actor, input))
      return viewSupport(deps, actor, at)
    },

    async dismissTariffChange(input, { actor, at, transaction }) {
      await transaction((unit) => dismissLevelChange(unit, actor, new Date(input.at)))
      return viewSupport(deps, actor, at)
    },

    readDesk: (_input, { actor, at }) => viewDesk(actor, at),
    async setStaff({ userId, role }, { actor, at, transaction }) {
      const { deskId } = actor.desk
      const known = await desks.findStaff(db, deskId, userId)
      const person = known?.person ?? (await findInPortal(deps.portalClients, actor, userId))
      await transaction((unit) => setStaff(unit, actor, deskId, { person, role }))
      return viewDesk(actor, at)
    },
    async listConnections(_input, { actor, at }) {
      return { connections: await viewConnections(actor.desk.deskId, at) }
    },
    async moveConnections({ from, ...wanted }, { actor, at, transaction }) {
      const moving = { ...wanted, from: from === null ? null : new Date(from) }
      await transaction((unit) => moveConnections(unit, deps, actor, moving), at)
      return { connections: await viewConnections(actor.desk.deskId, at) }
    },
    async keepVersions({ connectionId }, { actor, at, transaction }) {
      await transaction((unit) => keepVersions(unit, actor, { connectionId, version: null }), at)
      return { connections: await viewConnections(actor.desk.deskId, at) }
    },
    readTermsChange: async (_input, { actor, at }) => ({ change: await viewTermsChange(db, actor.memberId, at) }),
    async endConnection({ connectionId }, { actor, at, transaction }) {
      await transaction((unit) => endConnection(unit, switchDeps, actor, connectionId))
      return viewConnection(actor.desk.deskId, connectionId, at)
    },
    async setBoxEdition(input, { actor, transaction }) {
      await transaction((unit) => setBoxEdition(unit, switchDeps.ticketDeps, actor, input))
      return {}
    },
    async chooseMessenger(input, { actor, at, transaction }) {
      await transaction((unit) => chooseMessenger(unit, deps, actor, input))
      return viewConnection(actor.desk.deskId, input.connectionId, at)
    },
  }
}

async function findInPortal(portalClients: PortalClients, actor: Actor, userId: number) {
  const person = await portalClients.ask(actor.memberId, actor.userId, (gateway, account) =>
    gateway.findPerson(account, userId),
  )
  if (person === null) throw new Refusal('person_unknown')
  return person
}
