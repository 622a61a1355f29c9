import type { Regulation } from '#contract/regulations/document.types.ts'
import { askedOf, type IntakeView, type NewIntake } from '#contract/tickets/intake.types.ts'
import type { Reader } from '#server/platform/db/db.ts'
import { loadPortal } from '#server/portals/portals.queries.ts'
import { regulationOfVersion } from '#server/regulations/regulation.queries.ts'
import { productOf } from './domain/productFacts.ts'
import { mostRead, withinLetters } from './domain/readLetters.ts'
import { presentIntake, type Audience } from './intake.present.ts'
import { clientTexts, findIntake } from './intake.sql.ts'

type OfTicket = { ticketId: string; deskId: string; memberId: string; regulationVersion: number }

/** What a client is asked in a new ticket, and what the portal has answered already. */
export async function viewNewIntake(db: Reader, { intake }: Regulation, memberId: string): Promise<NewIntake> {
  return { fields: askedOf(intake.fields), product: productOf(await loadPortal(db, memberId)) }
}

/**
 * Null where nobody asked. What is missing is found in the texts as they are now: a later message of the client ticks off what
 * it answers.
 */
export async function viewIntake(db: Reader, ticket: OfTicket, side: Audience): Promise<IntakeView | null> {
  const stored = await findIntake(db, ticket.ticketId)
  if (stored === null) return null
  const { intake } = await regulationOfVersion(db, ticket.deskId, ticket.regulationVersion)
  const texts = withinLetters(await clientTexts(db, ticket.ticketId), mostRead)
  const language = (await loadPortal(db, ticket.memberId))?.language ?? 'ru'
  return presentIntake(stored, { fields: askedOf(intake.fields), texts, side, language })
}
