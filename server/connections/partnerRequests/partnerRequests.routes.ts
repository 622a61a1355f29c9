import type { SupportView } from '#contract/connections/types.ts'
import type { Actor, ClientActor } from '#server/platform/actor.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { readCursor, writeCursor } from '#server/platform/http/cursor.ts'
import type { TicketDeps } from '#server/tickets/feature.ts'
import { presentPreviewed } from '../codes/codePreview.present.ts'
import { previewOffered } from '../codes/codePreview.queries.ts'
import { loadSupportForUpdate } from '../support/support.queries.ts'
import { acceptRequests, answerRequest, declineRequest, type AnsweringDeps } from './answering.commands.ts'
import { askForPartner, withdrawPartnerRequest } from './asking.commands.ts'
import { handRequest, recallRequest } from './handing.commands.ts'
import {
  findOffer,
  findTakersFor,
  viewCard,
  viewIncoming,
  viewOneIncoming,
  viewSearch,
} from './partnerRequests.queries.ts'

export type PartnerRoutesDeps = AnsweringDeps & {
  db: Db
  ticketDeps: TicketDeps
  /** The switch itself is not this room's. */
  activateOffered(unit: UnitOfWork, actor: Actor, offered: { codeId: string; stateToken: string }): Promise<void>
  viewSupport(actor: ClientActor, at: Date): Promise<SupportView>
}

export type PartnerRouteName = ClientRoutes | DeskRoutes | PartnersRoutes
type ClientRoutes = 'readPartnerSearch' | 'askForPartner' | 'withdrawPartnerRequest' | 'previewOffer' | 'takeOffer'
type DeskRoutes = 'readPartnerCard' | 'listPartnerDesks' | 'handPartnerRequest' | 'recallPartnerRequest'
type PartnersRoutes = 'listPartnerRequests' | 'acceptPartnerRequests' | 'answerPartnerRequest' | 'declinePartnerRequest'

export function partnerRoutes(deps: PartnerRoutesDeps): Handlers<PartnerRouteName> {
  return { ...clientRoutes(deps), ...deskRoutes(deps), ...partnersRoutes(deps) }
}

function clientRoutes(deps: PartnerRoutesDeps): Handlers<ClientRoutes> {
  const { db } = deps
  return {
    readPartnerSearch: (_input, { actor, at }) => viewSearch({ tx: db, at }, actor),
    async askForPartner(input, { actor, at, transaction }) {
      await transaction((unit) => askForPartner(unit, deps, actor, input))
      return viewSearch({ tx: db, at }, actor)
    },
    async withdrawPartnerRequest({ requestId }, { actor, at, transaction }) {
      await transaction((unit) => withdrawPartnerRequest(unit, deps, actor, requestId))
      return viewSearch({ tx: db, at }, actor)
    },
    async previewOffer({ handoverId }, { actor, at }) {
      const now = { tx: db, at }
      return presentPreviewed(await previewOffered(now, actor, await findOffer(now, actor.memberId, handoverId)))
    },
    async takeOffer({ handoverId, stateToken }, { actor, at, transaction }) {
      await transaction(async (unit) => {
        // Under the lock that everybody takes who could end the offer meanwhile.
        await loadSupportForUpdate(unit, actor.memberId)
        const codeId = await findOffer(unit, actor.memberId, handoverId)
        await deps.activateOffered(unit, actor, { codeId, stateToken })
      })
      return deps.viewSupport(actor, at)
    },
  }
}

function deskRoutes({ db }: PartnerRoutesDeps): Handlers<DeskRoutes> {
  return {
    readPartnerCard: async ({ ticketId }, { actor, at }) => ({ card: await viewCard({ tx: db, at }, actor, ticketId) }),
    async listPartnerDesks({ cursor, limit, ...wanted }, { actor, at }) {
      const asked = { ...wanted, limit: limit + 1, after: cursor ?? null }
      const found = await findTakersFor({ tx: db, at }, actor, asked)
      const desks = found.slice(0, limit).map(({ deskId, name }) => ({ deskId, name }))
      const last = desks.at(-1)
      const hasMore = found.length > limit && last !== undefined
      return { desks, nextCursor: hasMore ? last.deskId : null }
    },
    async handPartnerRequest(input, { actor, at, transaction }) {
      await transaction((unit) => handRequest(unit, actor, input))
      return { card: await viewCard({ tx: db, at }, actor, input.ticketId) }
    },
    async recallPartnerRequest(input, { actor, at, transaction }) {
      await transaction((unit) => recallRequest(unit, actor, input))
      return { card: await viewCard({ tx: db, at }, actor, input.ticketId) }
    },
  }
}

function partnersRoutes(deps: PartnerRoutesDeps): Handlers<PartnersRoutes> {
  const { db } = deps
  return {
    async listPartnerRequests({ cursor, limit, filter }, { actor, at }) {
      const after = cursor === undefined ? null : readCursor(cursor)
      const page = await viewIncoming({ tx: db, at }, actor, { filter, limit: limit + 1 }, after)
      const requests = page.requests.slice(0, limit)
      const last = requests.at(-1)
      const hasMore = page.requests.length > limit && last !== undefined
      const nextCursor = hasMore ? writeCursor({ at: new Date(last.handedAt), id: last.handoverId }) : null
      return { ...page, requests, nextCursor }
    },
    async acceptPartnerRequests({ accepts }, { actor, transaction }) {
      await transaction((unit) => acceptRequests(unit, actor, { accepts }))
      return { accepts }
    },
    async answerPartnerRequest(input, { actor, at, transaction }) {
      await transaction((unit) => answerRequest(unit, deps, actor, input))
      return viewOneIncoming({ tx: db, at }, actor, input.handoverId)
    },
    async declinePartnerRequest(input, { actor, at, transaction }) {
      await transaction((unit) => declineRequest(unit, actor, input))
      return viewOneIncoming({ tx: db, at }, actor, input.handoverId)
    },
  }
}
