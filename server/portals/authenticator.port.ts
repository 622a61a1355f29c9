import type { Portal } from './domain/portal.ts'
import type { Identity, Visitor } from './gateway.port.ts'

export type Credentials = {
  accessToken: string
  memberId: string
  serverEndpoint: string | null
  /** From where it was brought: whoever guesses is counted by it. */
  address: string | null
  /** Only a page opening brings these. */
  refreshToken?: string
  expiresInSeconds?: number
  applicationToken?: string
  languageCode?: string
}

export type AuthenticatedUser = { identity: Identity; visitor: Visitor; portal: Portal }
export type Authenticator = {
  authenticate(credentials: Credentials): Promise<AuthenticatedUser>
  /** Something about the portal changed (it may have taken the app away): its people are asked about anew. */
  forget(memberId: string): void
}
