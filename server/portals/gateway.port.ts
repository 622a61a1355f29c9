import type { Person } from '#contract/common.ts'
import type { Licence } from './domain/portal.ts'

/** What the OAuth server says about a user's token: the only trusted source on who asks (P1). */
export type Identity = {
  memberId: string
  userId: number
  clientId: string
  domain: string
  clientEndpoint: string
  serverEndpoint: string
  isInstalled: boolean
}

/** What the portal says about its own user; it affects that tenant alone. */
export type Visitor = { name: string; photo: string | null; isAdmin: boolean; licence: Licence | null }

export type Tokens = { accessToken: string; refreshToken: string; expiresAt: Date }

/** A person's stored right to ask their portal something when they are not there. */
export type Account = {
  memberId: string
  userId: number
  clientId: string
  clientEndpoint: string
  serverEndpoint: string
  tokens: Tokens
  /** Runs `fetchFresh` under a lock of all processes, unless another one has already renewed the tokens. */
  renew(fetchFresh: (refreshToken: string) => Promise<Tokens>): Promise<Tokens>
}

/** Bitrix24 in our words. `bitrix24.adapter.ts` is the adapter; the sandbox portal is behind the same adapter in tests. */
export type PortalGateway = {
  confirm(accessToken: string, serverEndpoint: string | null): Promise<Identity>
  readVisitor(identity: Identity, accessToken: string): Promise<Visitor>
  readLicence(account: Account): Promise<Licence>
  findPeople(account: Account, search: string): Promise<Person[]>
  findPerson(account: Account, userId: number): Promise<Person | null>
  /** A notification in the portal; one with the same tag replaces the one before. */
  notify(account: Account, userId: number, text: string, tag: string): Promise<void>
  /** What the portal granted the app. */
  readScopes(account: Account): Promise<string[]>
  /** Brings the placements of the portal to those that the app wants; may run twice. */
  bindPlacements(account: Account, wanted: Placement[]): Promise<void>
  /** The same for the events that the app listens to. */
  bindEvents(account: Account, wanted: EventHandler[]): Promise<void>
  crm: Crm
}

export type Placement = { placement: string; handler: string; title: Record<string, string> }
export type EventHandler = { event: string; handler: string }

/** A smart invoice as CRM has it now; `amount` is the decimal text that it writes. */
export type CrmInvoice = {
  invoiceId: number
  number: string
  /** How CRM itself understands the stage that the invoice is in: paid, given up, or neither yet. */
  stage: 'open' | 'success' | 'failure'
  amount: string
  currency: string
  companyId: number | null
}
export type InvoiceDraft = {
  /** What finds the invoice again when nobody could write down that it was made. */
  mark: string
  title: string
  amount: string
  currency: string
  companyId: number | null
  row: { name: string; price: string; quantity: number }
}

/** The CRM of a desk's portal (scope `crm`). */
export type Crm = {
  /** The oldest one with this mark that was not given up. */
  findInvoice(account: Account, mark: string): Promise<CrmInvoice | null>
  /** Asked a single time: whoever is not sure whether it was taken searches for the mark first. */
  addInvoice(account: Account, draft: InvoiceDraft): Promise<CrmInvoice>
  /** The only line of the invoice; may run twice. */
  writeRow(account: Account, invoiceId: number, row: InvoiceDraft['row']): Promise<void>
  /** Null: it is gone. */
  readInvoice(account: Account, invoiceId: number): Promise<CrmInvoice | null>
  /** To the first stage that CRM understands so. */
  moveInvoice(account: Account, invoiceId: number, to: 'success' | 'failure'): Promise<CrmInvoice | null>
  setCompany(account: Account, invoiceId: number, companyId: number): Promise<void>
  findCompany(account: Account, companyId: number): Promise<{ companyId: number; title: string } | null>
}

export type PortalClients = {
  /** Asks the portal with the first stored account that works: the person's own, then its admins'. */
  ask<Answer>(
    memberId: string,
    userId: number | null,
    question: (gateway: PortalGateway, account: Account) => Promise<Answer>,
  ): Promise<Answer>
}
