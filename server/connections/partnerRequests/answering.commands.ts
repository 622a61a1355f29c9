import type { AnswerRequestInput } from '#contract/connections/partnerRequests.types.ts'
import { signatureOf, type StaffActor } from '#server/platform/actor.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { append } from '#server/platform/journal/journal.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { Portal } from '#server/portals/domain/portal.ts'
import { findInstalledPortal } from '#server/portals/portals.queries.ts'
import { appendPartnerStep } from '#server/tickets/feature.ts'
import { issueCode, sendIfPossible } from '../codes/codes.commands.ts'
import type { CodeSendingPort } from '../codes/codeSending.port.ts'
import { decidePartnerRequest } from './domain/partnerRequest.ts'
import { holdWithTicket, type HeldWithTicket } from './heldRequest.commands.ts'
import { findHandover } from './handovers.sql.ts'
import * as rows from './partnerRequests.sql.ts'
import { appendSearch } from './search.audit.ts'
import { findAccepts, saveAccepts } from './takers.sql.ts'

export type AnsweringDeps = CodeSendingPort & { secrets: Secrets }

/**
 * E11: the partner answers with a code for exactly this portal. Its admins are sent it as any code (C2), and in the application they
 * take the offer without typing: the row names the code, nobody keeps it.
 */
export async function answerRequest(
  unit: UnitOfWork,
  deps: AnsweringDeps,
  actor: StaffActor,
  { handoverId, ...terms }: AnswerRequestInput,
): Promise<void> {
  const { secrets } = deps
  const held = await holdHandover(unit, actor, handoverId)
  const { known, portal, ticketForUpdate } = held
  const command = { type: 'offer', handoverId } as const
  for (const event of decidePartnerRequest(known.request, command, ticketForUpdate.ticket)) {
    const input = { ...terms, portal: await nameOf(unit, portal), maxUses: 1 }
    const { code, issued } = await issueCode(unit, actor, actor.desk.deskId, input, secrets.pepper)
    await rows.saveAnswer(unit, handoverId, { by: actor, codeId: issued.codeId })
    await appendPartnerStep(unit, ticketForUpdate, { step: 'offered', partner: actor.desk.name })
    await appendSearch(unit, known, event, { by: signatureOf(actor, 'desk'), codeId: issued.codeId })
    await sendIfPossible(unit, deps, actor, { code: issued, sealedCode: secrets.seal(code) })
  }
}

/** It goes back to the standard desk, whose staff alone reads why. */
export async function declineRequest(
  unit: UnitOfWork,
  actor: StaffActor,
  { handoverId, reason }: { handoverId: string; reason: string },
): Promise<void> {
  const held = await holdHandover(unit, actor, handoverId)
  const { known, ticketForUpdate } = held
  // Said again by a page that did not get its answer.
  if ((await findHandover(unit.tx, handoverId))?.status === 'declined') return
  const command = { type: 'decline', handoverId } as const
  for (const event of decidePartnerRequest(known.request, command, ticketForUpdate.ticket)) {
    await rows.saveAnswer(unit, handoverId, { by: actor, declineReason: reason })
    await appendPartnerStep(unit, ticketForUpdate, { step: 'declined', partner: actor.desk.name })
    await appendSearch(unit, known, event, { by: signatureOf(actor, 'desk') })
  }
}

/** Whether requests may be handed to this desk at all; what lies there already stays to be answered. */
export async function acceptRequests(
  unit: UnitOfWork,
  actor: StaffActor,
  { accepts }: { accepts: boolean },
): Promise<void> {
  const { deskId, kind } = actor.desk
  if (kind !== 'partner') throw new Refusal('not_allowed')
  if ((await findAccepts(unit.tx, deskId)) === accepts) return
  await saveAccepts(unit, deskId, { accepts, by: actor.name })
  const event = { type: 'partner.acceptingSet', payload: { accepts } } as const
  await append(unit, [{ ...event, actor: signatureOf(actor, 'desk'), memberId: null, deskId }])
}

/** To a desk that it does not lie at, a request does not exist. */
async function holdHandover(unit: UnitOfWork, actor: StaffActor, handoverId: string): Promise<HeldWithTicket> {
  const handover = await findHandover(unit.tx, handoverId)
  return holdWithTicket(unit, { handoverId }, () => handover?.deskId === actor.desk.deskId)
}

/** As the desk reads it in its list of codes: the address, unless that is not this portal's alone. */
async function nameOf(unit: UnitOfWork, { domain, memberId }: Portal): Promise<string> {
  return (await findInstalledPortal(unit.tx, domain)) === memberId ? domain : memberId
}
