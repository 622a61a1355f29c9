import type { Handlers } from '#server/platform/http.ts'
import type { Db } from '#server/platform/db.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { Actor } from '#server/platform/actor.ts'
import { loadPortal, type Accounts } from '#server/portals/commands.ts'
import { countTickets } from '#server/tickets/commands.ts'
import { checkCode, countAttempt, digestOf, issueCode, revokeCode } from './codes.ts'
import { setStaff } from './desks.ts'
import { stateTokenOf } from './domain/connection.ts'
import { findEntitlement, regulationOf } from './entitled.ts'
import { presentCode, presentConnection, presentDesk, presentPreview, presentSupport } from './present.ts'
import * as rows from './sql.ts'
import * as codes from './sqlCodes.ts'
import {
  activateCode,
  endConnection,
  holdSupport,
  reconnectDesk,
  returnToStandard,
  type SwitchDeps,
} from './switching.ts'

export type SupportRoutesDeps = { db: Db; secrets: Secrets; accounts: Accounts; switchDeps: SwitchDeps }

type Names =
  | 'readSupport'
  | 'previewCode'
  | 'activateCode'
  | 'returnToStandard'
  | 'reconnectDesk'
  | 'readDesk'
  | 'setStaff'
  | 'listCodes'
  | 'issueCode'
  | 'revokeCode'
  | 'listConnections'
  | 'endConnection'

export function supportRoutes(deps: SupportRoutesDeps): Handlers<Names> {
  const { db, secrets, switchDeps } = deps
  const { pepper } = secrets

  async function viewSupport(actor: Actor, at: Date) {
    const portal = await loadPortal(db, actor.memberId)
    if (portal === null) throw new Refusal('portal_not_installed')
    const support = await rows.loadSupport(db, portal.memberId, portal.supportVersion)
    const live = await rows.findLiveConnection(db, portal.memberId)
    const former = await Promise.all(
      support.former
        .filter((left) => !left.endedByDesk && left.deskId !== support.live?.deskId)
        .map(async (left) => ({ left, desk: await rows.findDesk(db, left.deskId) })),
    )
    return presentSupport(portal, await findEntitlement(db, portal, at), {
      connection:
        live === null
          ? null
          : {
              connectionId: live.connectionId,
              deskId: live.deskId,
              deskName: (await rows.findDesk(db, live.deskId))?.name ?? '',
              since: live.startedAt.toISOString(),
              activatedBy: live.activatedBy,
              endsAt: live.endsAt?.toISOString() ?? null,
            },
      formerDesks: former.map(({ left, desk }) => ({
        deskId: left.deskId,
        deskName: desk?.name ?? '',
        leftAt: left.leftAt.toISOString(),
      })),
      standardDeskName: (await rows.findPresentStandardDesk(db))?.name ?? null,
      canSwitch: actor.client === 'admin',
      stateToken: stateTokenOf(support),
      at,
    })
  }

  async function viewDesk(actor: Actor, at: Date) {
    const desk = await rows.findDesk(db, deskOf(actor))
    if (desk === null) throw new Refusal('not_found')
    const portal = await loadPortal(db, desk.memberId)
    const staff = await rows.listStaff(db, desk.deskId)
    return presentDesk(desk, regulationOf(desk), staff, { language: portal?.language ?? 'ru', at })
  }

  return {
    readSupport: (_input, { actor, at }) => viewSupport(actor, at),
    async previewCode(input, { actor, work }) {
      await work((unit) => countAttempt(unit, actor.memberId))
      return work(async (unit) => {
        const { portal, support } = await holdSupport(unit, actor.memberId)
        const code = await checkCode(unit, portal, digestOf(input.code, pepper), support.live?.deskId ?? null)
        const desk = await rows.findDesk(unit.tx, code.deskId)
        if (desk === null) throw new Refusal('no_desk')
        if (desk.memberId === actor.memberId) throw new Refusal('own_desk')
        const standard = await rows.findStandardDesk(unit.tx)
        const answering = support.live === null ? standard : await rows.findDesk(unit.tx, support.live.deskId)
        const open = (deskId: string) => countTickets(unit.tx, actor.memberId, deskId, true)
        return presentPreview(desk, regulationOf(desk), code, {
          locksTickets: answering === null ? 0 : await open(answering.deskId),
          locksDeskName: answering?.name ?? null,
          unlocksTickets: await open(desk.deskId),
          stateToken: stateTokenOf(support, desk.regulation),
        })
      })
    },
    async activateCode(input, { actor, at, work }) {
      await work((unit) => countAttempt(unit, actor.memberId))
      const codeHash = digestOf(input.code, pepper)
      await work((unit) => activateCode(unit, switchDeps, actor, { codeHash, stateToken: input.stateToken }))
      return viewSupport(actor, at)
    },
    async returnToStandard({ stateToken }, { actor, at, work }) {
      await work((unit) => returnToStandard(unit, switchDeps, actor, stateToken))
      return viewSupport(actor, at)
    },
    async reconnectDesk(input, { actor, at, work }) {
      await work((unit) => reconnectDesk(unit, switchDeps, actor, input))
      return viewSupport(actor, at)
    },

    readDesk: (_input, { actor, at }) => viewDesk(actor, at),
    async setStaff({ userId, role }, { actor, at, work }) {
      const deskId = deskOf(actor)
      const known = await rows.findStaff(db, deskId, userId)
      const person = known?.person ?? (await findInPortal(deps.accounts, actor, userId))
      await work((unit) => setStaff(unit, actor, deskId, { person, role }))
      return viewDesk(actor, at)
    },
    async listCodes(_input, { actor, at }) {
      const listed = await codes.listCodes(db, deskOf(actor))
      const uses = await codes.listUses(
        db,
        listed.map((code) => code.codeId),
      )
      return { codes: listed.map((code) => presentCode(code, uses, at)) }
    },
    async issueCode(input, { actor, at, work }) {
      const { code, issued } = await work((unit) => issueCode(unit, actor, deskOf(actor), input, pepper))
      return { code, view: presentCode(issued, [], at) }
    },
    async revokeCode({ codeId }, { actor, at, work }) {
      const code = await work((unit) => revokeCode(unit, actor, deskOf(actor), codeId))
      return presentCode(code, await codes.listUses(db, [codeId]), at)
    },
    async listConnections(_input, { actor }) {
      return { connections: (await rows.listConnections(db, deskOf(actor))).map(presentConnection) }
    },
    async endConnection({ connectionId }, { actor, work }) {
      await work((unit) => endConnection(unit, switchDeps, actor, connectionId))
      const listed = await rows.listConnections(db, deskOf(actor))
      const ended = listed.find((row) => row.connectionId === connectionId)
      if (ended === undefined) throw new Refusal('not_found')
      return presentConnection(ended)
    },
  }
}

function deskOf(actor: Actor): string {
  if (actor.desk === null) throw new Refusal('not_staff')
  return actor.desk.deskId
}

async function findInPortal(accounts: Accounts, actor: Actor, userId: number) {
  const person = await accounts.ask(actor.memberId, actor.userId, (gateway, account) =>
    gateway.findPerson(account, userId),
  )
  if (person === null) throw new Refusal('person_unknown')
  return person
}
