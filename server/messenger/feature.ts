import type { Feature, FeatureDeps } from '#server/platform/feature.ts'
import { findPortalToken } from '#server/platform/http/session.ts'
import type { PortalClients } from '#server/portals/gateway.port.ts'
import { messengerRoutes, type MessengerRouteName } from './messenger.routes.ts'

/** Entries of the portal's own messenger (P2): what was written there begins a ticket. */
export function messengerFeature({
  db,
  secrets,
  portalClients,
}: FeatureDeps & { portalClients: PortalClients }): Feature<MessengerRouteName> {
  return {
    handlers: messengerRoutes({
      async readMessage({ tokenHash, ...reader }, message) {
        const sealed = await findPortalToken(db, tokenHash)
        const who = { ...reader, accessToken: sealed === null ? null : secrets.open(sealed) }
        return portalClients.askAs(who, (gateway, account) => gateway.readChatMessage(account, message))
      },
    }),
    jobs: {},
  }
}
