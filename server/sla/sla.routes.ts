import type { RouteInput } from '#contract/routes.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { makePdf } from '#server/platform/files/pdf.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import { levelOfPortal } from '#server/portals/domain/portal.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { kindTitlesOf } from '#server/regulations/domain/kindTitles.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import { countClocks } from './clocks.queries.ts'
import { exportEvidence, findShownEvidence } from './evidence.commands.ts'
import { evidenceDocument } from './evidence.document.ts'
import { presentSla } from './sla.present.ts'
import type { SlaTickets } from './slaTickets.port.ts'

export type SlaRoutesDeps = TermsPort & {
  db: Db
  slaTickets: SlaTickets
  /** Which desk answers this portal now (E1). */
  answeringDesk: (now: ReadAt, memberId: string) => Promise<string>
}

export type SlaRoutes =
  | 'readSla'
  | 'readKinds'
  | 'readNewKinds'
  | 'readEvidence'
  | 'exportEvidence'
  | 'exportEvidencePdf'

export function slaRoutes({ db, slaTickets, answeringDesk, termsFor }: SlaRoutesDeps): Handlers<SlaRoutes> {
  async function ticketOf(ticketId: string) {
    const [ticket] = await countClocks(db, [ticketId])
    if (ticket === undefined) throw new Refusal('not_found')
    return { ticket, regulation: await regulationOfVersion(db, ticket.deskId, ticket.version) }
  }

  return {
    async readSla({ ticketId }, { actor, at }) {
      const side = await slaTickets.sideOf(actor, ticketId)
      const { ticket, regulation } = await ticketOf(ticketId)
      const portal = await loadPortal(db, ticket.memberId)
      const level = portal === null ? 'free' : levelOfPortal(portal)
      return presentSla(ticket, { regulation, level, side, at })
    },
    async readKinds({ ticketId }, { actor }) {
      await slaTickets.sideOf(actor, ticketId)
      const { categories, priorities } = (await ticketOf(ticketId)).regulation
      return { categories, priorities }
    },
    async readNewKinds(_input, { actor, at }) {
      const deskId = await answeringDesk({ tx: db, at }, actor.memberId)
      const { categories, priorities } = (await termsFor({ tx: db, at }, { deskId, memberId: actor.memberId }))
        .regulation
      return { categories, priorities }
    },
    async readEvidence({ ticketId, clock, round }, { actor, at }) {
      await slaTickets.sideOf(actor, ticketId)
      return findShownEvidence(slaTickets, db, ticketId, { kind: clock, round }, at)
    },
    async exportEvidence(input, { actor, transaction }) {
      const side = await slaTickets.sideOf(actor, input.ticketId)
      return (await transaction((unit) => exportEvidence(slaTickets, unit, actor, side, asked(input, 'json')))).evidence
    },
    async exportEvidencePdf(input, { actor, transaction }) {
      const side = await slaTickets.sideOf(actor, input.ticketId)
      const exported = await transaction((unit) => exportEvidence(slaTickets, unit, actor, side, asked(input, 'pdf')))
      const { evidence, number } = exported
      const titles = kindTitlesOf((await ticketOf(input.ticketId)).regulation)
      const pdf = await makePdf(evidenceDocument(evidence, { ...input, number, titles }))
      const fileName = `${number}-${evidence.clock}-${evidence.until.slice(0, 10)}.pdf`
      return { fileName, base64: pdf.toString('base64') }
    },
  }
}

function asked<Format>({ ticketId, clock, round }: RouteInput<'readEvidence'>, format: Format) {
  return { ticketId, which: { kind: clock, round }, format }
}
