import type { Call, Method, Outcome } from './call.ts'
import { forAdmins, refused } from './call.ts'
import type { PhpMap, PhpValue } from './php.ts'
import { isMap, textOf } from './php.ts'
import type { Portal } from './state.ts'

export const methodsOfApplication: Record<string, Method> = {
  'app.info': { scopes: [], answer: ({ portal }) => ({ result: applicationInfo(portal) }) },
  'app.option.get': {
    scopes: [],
    answer: ({ portal, params }) => ({ result: option(portal.applicationOptions, params) }),
  },
  'app.option.set': { scopes: [], answer: forAdmins((call) => setOptions(call, call.portal.applicationOptions)) },
  'user.option.get': { scopes: [], answer: (call) => ({ result: option(userOptions(call), call.params) }) },
  'user.option.set': { scopes: [], answer: (call) => setOptions(call, userOptions(call)) },
  'server.time': {
    scopes: [],
    answer: ({ world }) => ({
      result: world
        .now()
        .toISOString()
        .replace(/\.\d+Z$/, '+00:00'),
    }),
  },
  'feature.get': { scopes: [], answer: feature },
  scope: { scopes: [], answer: ({ portal }) => ({ result: portal.scopes }) },
}

/** A user's options of our application, made on first use. */
export function optionsOfUser(portal: Portal, userId: number): PhpMap {
  const present = portal.userOptions.get(userId) ?? {}
  portal.userOptions.set(userId, present)
  return present
}

function applicationInfo(portal: Portal): PhpMap {
  const { license, licenseType, licenseFamily, licensePrevious, status, paymentExpired } = portal.licence
  return {
    ID: 7,
    CODE: portal.registration.clientId,
    VERSION: portal.version,
    STATUS: status,
    INSTALLED: portal.installation.status === 'installed',
    PAYMENT_EXPIRED: paymentExpired ? 'Y' : 'N',
    DAYS: status === 'T' || status === 'D' ? 14 : null,
    LANGUAGE_ID: portal.language,
    LICENSE: license,
    ...(licensePrevious === null ? {} : { LICENSE_PREVIOUS: licensePrevious }),
    // a box tells neither
    ...(licenseType === null ? {} : { LICENSE_TYPE: licenseType }),
    ...(licenseFamily === null ? {} : { LICENSE_FAMILY: licenseFamily }),
  }
}

function userOptions(call: Call): PhpMap {
  return optionsOfUser(call.portal, call.user.id)
}

function option(options: PhpMap, params: PhpMap): PhpValue {
  const name = textOf(params['OPTION'])
  if (name !== '') return options[name] ?? null
  return Object.keys(options).length === 0 ? [] : { ...options }
}

function setOptions(call: Call, options: PhpMap): Outcome {
  const changed = call.params['OPTIONS']
  if (!isMap(changed)) return refused(400, 'ERROR_ARGUMENT', "Argument 'options' is null or empty")
  Object.assign(options, changed)
  return { result: true }
}

/** The core says yes to a code that it does not know, and a box answers with its licence. */
function feature({ params, portal }: Call): Outcome {
  const code = textOf(params['CODE'])
  if (code === '' || code === '0') return refused(400, 'CODE_EMPTY', "CODE can't be empty")
  const { license } = portal.licence
  if (license.endsWith('_selfhosted')) return { result: { value: license } }
  const isExtended = code === 'rest_offline_extended' || code === 'rest_auth_connector'
  return { result: { value: isExtended && !/_(pro|ent|nfr|demo)/.test(license) ? 'N' : 'Y' } }
}
