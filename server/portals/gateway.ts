import type { Person } from '#contract/common.ts'

/** What the OAuth server says about a user's token: the only trusted word on who asks (P1). */
export type Identity = {
  memberId: string
  userId: number
  clientId: string
  domain: string
  clientEndpoint: string
  serverEndpoint: string
  isInstalled: boolean
}

export type Licence = { licence: string; licenceType: string; licenceFamily: string }

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

/** Bitrix24 in our words. `bitrix24.ts` is the adapter; the sandbox portal stands behind the same adapter in tests. */
export type PortalGateway = {
  confirm(accessToken: string, serverEndpoint: string | null): Promise<Identity>
  readVisitor(identity: Identity, accessToken: string): Promise<Visitor>
  readLicence(account: Account): Promise<Licence>
  findPeople(account: Account, search: string): Promise<Person[]>
  findPerson(account: Account, userId: number): Promise<Person | null>
  /** A notification in the portal; one with the same tag replaces the one before. */
  notify(account: Account, userId: number, text: string, tag: string): Promise<void>
  /** Brings the placements of the portal to those that the app wants; may run twice. */
  bindPlacements(account: Account, wanted: Placement[]): Promise<void>
}

export type Placement = { placement: string; handler: string; title: Record<string, string> }
