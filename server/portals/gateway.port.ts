import type { Person } from '#contract/common.ts'
import type { Refusal } from '#server/platform/refusal.ts'
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
  /** Of the app in this portal; null where the server does not say. */
  appVersion: number | null
}

/** What the portal says about its own user; it affects that tenant alone. */
export type Visitor = { name: string; photo: string | null; isAdmin: boolean; licence: Licence | null }

/** One of a portal's active people as it knows them; what it has not, or does not show to us (scope `user_basic`), is empty. */
export type AccountOfRecord = {
  firstName: string
  lastName: string
  secondName: string
  position: string
  email: string | null
}

/** A message of the portal's messenger, with its BB codes; `author` is empty where the portal names nobody. */
export type PortalChatMessage = { author: string; at: Date; text: string; isCut: boolean; files: string[] }

export type PortalNotice = { userId: number; text: string; tag: string }
/** So many does a portal take in one question. */
export const mostNotices = 50

export type Tokens = { accessToken: string; refreshToken: string; expiresAt: Date }
/** What the OAuth server gives for a refresh token; the address is null where it names none that may be called. */
export type FreshTokens = { tokens: Tokens; clientEndpoint: string | null }
/** What is known after that: tokens that work, and where the portal is. */
export type Renewed = { tokens: Tokens; clientEndpoint: string }

/** A person's stored right to ask their portal something when they are not there. */
export type Account = {
  memberId: string
  userId: number
  clientId: string
  clientEndpoint: string
  serverEndpoint: string
  tokens: Tokens
  /** When whoever asks stops waiting, however many questions and attempts it takes. */
  patience: AbortSignal
  /**
   * Runs `fetchFresh` under a lock of all processes, unless another one has already renewed the tokens; an address that is new is
   * learnt (P7).
   */
  renew(fetchFresh: (refreshToken: string) => Promise<FreshTokens>): Promise<Renewed>
}

/** Bitrix24 in our words. `bitrix24.adapter.ts` is the adapter; the sandbox portal is behind the same adapter in tests. */
export type PortalGateway = {
  confirm(accessToken: string, serverEndpoint: string | null): Promise<Identity>
  /** Exchanges the account's tokens for fresh ones, which say where the portal is (P7). */
  confirmAddress(account: Account): Promise<void>
  /** The account is the visitor's own. */
  readVisitor(account: Account): Promise<Visitor>
  /** Whether the account's own person is an admin of the portal now; also false where the portal has turned them away. */
  isAdmin(account: Account): Promise<boolean>
  readLicence(account: Account): Promise<Licence>
  findPeople(account: Account, search: string): Promise<Person[]>
  findPerson(account: Account, userId: number): Promise<Person | null>
  /** Their e-mail, as the portal has it; null where it has none, or does not show it to us (scope `user_basic`). */
  readAddress(account: Account, userId: number): Promise<string | null>
  /** Null: they are not among its active people. */
  readAccount(account: Account, userId: number): Promise<AccountOfRecord | null>
  /** One message that the account's own person may read; null where there is none, or they may not. */
  readChatMessage(account: Account, message: { dialogId: string; messageId: number }): Promise<PortalChatMessage | null>
  /**
   * Notifications in the portal, at most `mostNotices` at once; one with the same tag replaces the one before. Answers in their order: null
   * for each that was taken, else why it was not.
   */
  notify(account: Account, notices: readonly PortalNotice[]): Promise<(Refusal | null)[]>
  /** What the portal granted the app. */
  readScopes(account: Account): Promise<string[]>
  /** Brings the placements of the portal to those that the app wants; may run twice. */
  bindPlacements(account: Account, wanted: Placement[]): Promise<void>
  /** The same for the events that the app listens to. */
  bindEvents(account: Account, wanted: EventHandler[]): Promise<void>
  crm: Crm
}

export type Placement = {
  placement: string
  handler: string
  title: Record<string, string>
  options?: Record<string, string>
}
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
  /** To the first stage that CRM understands so; back to the one before, where that is one in which it waits for its payment. */
  moveInvoice(account: Account, invoiceId: number, to: CrmInvoice['stage']): Promise<CrmInvoice | null>
  /** Where the client pays it online (scope `salescenter`); null where the portal names no address that may be shown. */
  findPayLink(account: Account, invoiceId: number): Promise<string | null>
  setCompany(account: Account, invoiceId: number, companyId: number): Promise<void>
  findCompany(account: Account, companyId: number): Promise<{ companyId: number; title: string } | null>
}

export type PortalQuestion<Answer> = (gateway: PortalGateway, account: Account) => Promise<Answer>

export type PortalClients = {
  /**
   * Asks the portal with the first stored account that works: the person's own, then its admins'. Where a person is named,
   * somebody waits for the answer, and no longer than a page does.
   */
  ask<Answer>(memberId: string, userId: number | null, question: PortalQuestion<Answer>): Promise<Answer>
  /** With this person's own account alone: the token that their session was opened with, else the one that is stored. */
  askAs<Answer>(
    who: { memberId: string; userId: number; accessToken: string | null },
    question: PortalQuestion<Answer>,
  ): Promise<Answer>
}
