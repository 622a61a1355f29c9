import { sendLifecycleEvent } from './events.ts'
import type { PhpMap } from './php.ts'
import type { Delivery, Portal, World } from './state.ts'
import { addApplication, applicationToken, firstAdmin, secret } from './state.ts'
import { accessSeconds, eventAuth, issueToken } from './tokens.ts'

/** The wizard called installFinish: widgets and events live from now on, and ONAPPINSTALL is sent. */
export async function markInstalled(world: World, portal: Portal, userId?: number): Promise<Delivery[]> {
  addApplication(portal)
  portal.installation = { status: 'installed', applicationToken: applicationToken(portal) }
  return sendLifecycleEvent(world, portal, 'ONAPPINSTALL', {
    data: { VERSION: portal.version, ACTIVE: 'Y', INSTALLED: 'Y', LANGUAGE_ID: portal.language },
    auth: authWithTokens(world, portal, userId ?? firstAdmin(portal).id),
  })
}

/** A new version: handlers are dropped, tokens live on, the wizard is to be gone through again only if asked. */
export async function updateApplication(
  world: World,
  portal: Portal,
  { newApplicationToken = false, withWizard = false } = {},
): Promise<Delivery[]> {
  if (portal.installation.status === 'absent') throw new Error(`Portal ${portal.key} has no application to update`)
  portal.version += 1
  portal.handlers = []
  portal.firstRunDone.clear()
  portal.installation = {
    status: withWizard ? 'wizard' : portal.installation.status,
    applicationToken: newApplicationToken ? secret() : portal.installation.applicationToken,
  }
  return sendLifecycleEvent(world, portal, 'ONAPPUPDATE', {
    data: { VERSION: portal.version, PREVIOUS_VERSION: portal.version - 1, LANGUAGE_ID: portal.language },
    auth: authWithTokens(world, portal, firstAdmin(portal).id),
  })
}

/** Everything of the application leaves the portal; its options stay unless the admin asked for a clean removal. */
export async function uninstallApplication(world: World, portal: Portal, { clean }: { clean: boolean }) {
  if (portal.installation.status === 'absent') return []
  const { scope: _scope, status: _status, ...auth } = eventAuth(world, portal)
  const sent = sendLifecycleEvent(world, portal, 'ONAPPUNINSTALL', {
    data: { LANGUAGE_ID: portal.language, CLEAN: clean ? 1 : 0 },
    auth: { ...auth, application_token: applicationToken(portal) },
  })
  portal.tokens = portal.tokens.filter((token) => token.clientId !== portal.registration.clientId)
  portal.handlers = []
  portal.placements = []
  portal.bots = []
  portal.installation = { status: 'absent' }
  if (clean) {
    portal.applicationOptions = {}
    portal.userOptions.clear()
  }
  return sent
}

/** The application's own payment changed; the event carries no tokens and no application_token. */
export async function sendPayment(world: World, portal: Portal): Promise<Delivery[]> {
  const { scope: _scope, status, ...auth } = eventAuth(world, portal)
  return sendLifecycleEvent(world, portal, 'ONAPPPAYMENT', {
    data: {
      CODE: portal.registration.clientId,
      VERSION: portal.version,
      STATUS: status,
      PAYMENT_EXPIRED: portal.licence.paymentExpired ? 'Y' : 'N',
      DAYS: '',
      LANGUAGE_ID: portal.language,
    },
    auth,
  })
}

/** Install and update are the only lifecycle events with a refresh token; `expires` and `user_id` are not sent. */
function authWithTokens(world: World, portal: Portal, userId: number): PhpMap {
  const token = issueToken(world, portal, portal.registration.clientId, userId)
  return {
    ...eventAuth(world, portal),
    access_token: token.accessToken,
    refresh_token: token.refreshToken,
    expires_in: accessSeconds,
    application_token: applicationToken(portal),
  }
}
