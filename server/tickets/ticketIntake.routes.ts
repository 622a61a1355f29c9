import type { Db } from '#server/platform/db/db.ts'
import type { ReadAt } from '#server/platform/db/unitOfWork.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { TermsPort } from '#server/regulations/terms.port.ts'
import { viewIntake, viewNewIntake } from './intake/intake.queries.ts'
import { readTickets } from './ticketReads.sql.ts'
import { sideOfTicket } from './tickets.queries.ts'

export type IntakeRoutesDeps = TermsPort & {
  db: Db
  /** Which desk answers this portal now (E1). */
  answeringDesk: (now: ReadAt, memberId: string) => Promise<string>
}

export type IntakeRoutes = 'readNewIntake' | 'readIntake'

export function intakeRoutes({ db, termsFor, answeringDesk }: IntakeRoutesDeps): Handlers<IntakeRoutes> {
  return {
    /** By the version of the regulation that this client goes by now (E9). */
    async readNewIntake(_input, { actor: { memberId }, at }) {
      const deskId = await answeringDesk({ tx: db, at }, memberId)
      const { regulation } = await termsFor({ tx: db, at }, { deskId, memberId })
      return viewNewIntake(db, regulation, memberId)
    },
    async readIntake({ ticketId }, { actor }) {
      const side = await sideOfTicket(db, actor, ticketId)
      const [row] = await readTickets(db, [ticketId], null)
      if (row === undefined) throw new Refusal('not_found')
      return { intake: await viewIntake(db, row, side) }
    },
  }
}
