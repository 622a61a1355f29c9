import type { CompanyView } from '#contract/billing/crm.types.ts'
import type { Db } from '#server/platform/db/db.ts'
import type { StaffActor } from '#server/platform/actor.ts'
import type { Handlers } from '#server/platform/http/api.ts'
import { Refusal } from '#server/platform/refusal.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import { linkCompany, type LinkDeps } from './companies.commands.ts'
import { findCompanyLink, isCrmGranted, type CompanyOf } from './companies.sql.ts'

export type CompanyRouteNames = 'readCompany' | 'linkCompany'
export type CompanyRoutesDeps = LinkDeps & { db: Db; portalClients: Pick<PortalClients, 'ask'> }

/** Q4, P2: what the desk's own CRM has to do with its clients. */
export function companyRoutes(deps: CompanyRoutesDeps): Handlers<CompanyRouteNames> {
  const { db } = deps

  async function view(actor: StaffActor, of: CompanyOf): Promise<CompanyView> {
    const { deskId } = actor.desk
    return { isGranted: await isCrmGranted(db, deskId), link: await findCompanyLink(db, deskId, of) }
  }

  return {
    readCompany: ({ of }, { actor }) => view(actor, of),
    async linkCompany({ memberId, companyId }, call) {
      const { actor } = call
      const company = companyId === null ? null : await findCompany(deps, actor, companyId)
      await call.transaction((unit) => linkCompany(unit, deps, actor, { memberId, company }))
      return view(actor, { by: 'client', memberId })
    },
  }
}

/** As CRM knows it: a page could name any number. */
async function findCompany({ db, portalClients }: CompanyRoutesDeps, actor: StaffActor, companyId: number) {
  if (!(await isCrmGranted(db, actor.desk.deskId))) throw new Refusal('crm_not_granted')
  const found = await portalClients.ask(actor.memberId, actor.userId, ({ crm }, account) =>
    crm.findCompany(account, companyId),
  )
  if (found === null) throw new Refusal('company_unknown')
  return found
}
