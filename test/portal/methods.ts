import type { Call, Method, Outcome } from './call.ts'
import { refused } from './call.ts'
import { methodsOfApplication } from './methodsOfApplication.ts'
import { methodsOfBots } from './methodsOfBots.ts'
import { methodsOfChats } from './methodsOfChats.ts'
import { methodsOfCrm } from './methodsOfCrm.ts'
import { methodsOfEvents } from './methodsOfEvents.ts'
import { methodsOfNotifications } from './methodsOfNotifications.ts'
import { methodsOfPlacements } from './methodsOfPlacements.ts'
import { methodsOfUsers } from './methodsOfUsers.ts'
import { textOf } from './php.ts'
import { mayUseApplication } from './state.ts'

/** Every REST method that the sandbox knows; `batch` is in batch.ts. */
const methods: Record<string, Method> = {
  ...methodsOfUsers,
  ...methodsOfApplication,
  ...methodsOfPlacements,
  ...methodsOfEvents,
  ...methodsOfChats,
  ...methodsOfBots,
  ...methodsOfCrm,
  ...methodsOfNotifications,
  methods: { scopes: [], answer: () => ({ result: [...Object.keys(methods), 'batch'] }) },
  'method.get': { scopes: [], answer: methodState },
}

/** One call of one method, with the checks that the core makes before it. */
export function callMethod(name: string, call: Call): Outcome {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined
  if (!method) {
    const hint = `The sandbox portal does not know ${name}: teach it in test/portal/methods.ts`
    return refused(404, 'ERROR_METHOD_NOT_FOUND', `Method not found! ${hint}`)
  }
  if (!hasScope(method, call)) {
    return refused(
      403,
      'insufficient_scope',
      'The request requires higher privileges than provided by the access token',
    )
  }
  if (!mayUseApplication(call.portal, call.user)) {
    return refused(403, 'user_access_error', 'The user does not have access to the application.')
  }
  return method.answer(call)
}

function hasScope(method: Method, call: Call): boolean {
  return method.scopes.length === 0 || method.scopes.some((scope) => call.portal.scopes.includes(scope))
}

function methodState(call: Call): Outcome {
  const method = methods[textOf(call.params['NAME']).toLowerCase()]
  return { result: { isExisting: method !== undefined, isAvailable: method !== undefined && hasScope(method, call) } }
}
