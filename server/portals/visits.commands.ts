import type { Language } from '#contract/common.ts'
import type { UnitOfWork } from '#server/platform/db/unitOfWork.ts'
import { setAdminRight } from '#server/platform/http/memberSessions.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import type { Portal } from './domain/portal.ts'
import type { Identity, Tokens, Visitor } from './gateway.port.ts'
import { learnAddress } from './portalAddress.commands.ts'
import { recordLicence } from './licence.commands.ts'
import { savePerson } from './people.sql.ts'
import { sealTokens } from './portalClients.commands.ts'
import { saveTokens } from './portalTokens.sql.ts'
import * as rows from './portals.sql.ts'

export type Visit = {
  identity: Identity
  visitor: Visitor
  language: Language
  tokens: Tokens | null
  applicationToken: string | null
}

/** Writes down what a confirmed opening of the app has shown: address, tariff, the person, their tokens. */
export async function recordVisit(unit: UnitOfWork, secrets: Secrets, visit: Visit): Promise<Portal> {
  const { identity, visitor } = visit
  const { memberId, userId } = identity
  await rows.insertPortal(unit, identity, visit.language)
  const portal = await rows.lockPortal(unit, memberId)
  if (portal === null) throw new Error('the portal was not written')
  await learnAddress(unit, portal, identity)
  await rows.saveApplication(unit, identity)
  await savePerson(unit, { memberId, userId, ...visitor })
  await setAdminRight(unit, { memberId, userId }, visitor.isAdmin)
  if (visit.tokens !== null) {
    await saveTokens(unit, { memberId, userId, isAdmin: visitor.isAdmin }, sealTokens(secrets, visit.tokens))
  }
  // An admin's opening may bring the token of the portal's events when none is known; it never replaces one.
  if (visit.applicationToken !== null && portal.applicationToken === null && visitor.isAdmin) {
    await rows.updatePortal(unit, memberId, { application_token: secrets.seal(visit.applicationToken) })
  }
  await recordLicence(unit, portal, visitor.licence)
  return (await rows.loadPortal(unit.tx, memberId)) ?? portal
}
