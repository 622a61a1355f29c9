import type { Call, Method, Outcome, Refused } from './call.ts'
import { forAdmins, refused, required } from './call.ts'
import { mapOf, phpArray, textOf } from './php.ts'
import type { PlacementBinding } from './state.ts'

/** The placements the desk may use, each with the scope that it needs besides `placement`. */
export const placementScopes: Record<string, string> = {
  LEFT_MENU: '',
  REST_APP_URI: '',
  PAGE_BACKGROUND_WORKER: '',
  IM_NAVIGATION: '',
  IM_SIDEBAR: '',
  IM_TEXTAREA: '',
  IM_CONTEXT_MENU: '',
  CONTACT_CENTER: 'contact_center',
  USER_PROFILE_MENU: 'user',
  USER_PROFILE_TOOLBAR: 'user',
  CRM_COMPANY_DETAIL_TAB: 'crm',
  CRM_COMPANY_DETAIL_TOOLBAR: 'crm',
  CRM_CONTACT_DETAIL_TAB: 'crm',
  CRM_DEAL_DETAIL_TAB: 'crm',
  CRM_LEAD_DETAIL_TAB: 'crm',
  TASK_VIEW_TAB: 'task',
  TASK_VIEW_SIDEBAR: 'task',
}

const withIcon = ['IM_SIDEBAR', 'IM_TEXTAREA', 'IM_NAVIGATION']
const single = ['REST_APP_URI', 'PAGE_BACKGROUND_WORKER']

export const methodsOfPlacements: Record<string, Method> = {
  'placement.bind': { scopes: ['placement'], answer: forAdmins(bind) },
  'placement.unbind': { scopes: ['placement'], answer: forAdmins(unbind) },
  'placement.get': {
    scopes: ['placement'],
    answer: forAdmins(({ portal }) => ({ result: portal.placements.map((binding) => shown(binding)) })),
  },
  'placement.list': { scopes: ['placement'], answer: (call) => ({ result: available(call) }) },
}

function shown(binding: PlacementBinding) {
  return {
    placement: binding.placement,
    userId: 0,
    handler: binding.handler,
    options: phpArray(Object.entries(binding.options)),
    title: binding.title,
    description: binding.description,
    langAll: phpArray(Object.entries(binding.langAll)),
  }
}

function available(call: Call): string[] {
  return Object.entries(placementScopes)
    .filter(([, scope]) => scope === '' || call.portal.scopes.includes(scope))
    .map(([code]) => code)
}

function bind(call: Call): Outcome {
  const placement = required(call, 'PLACEMENT')
  const handler = required(call, 'HANDLER')
  if (typeof placement !== 'string') return placement
  if (typeof handler !== 'string') return handler
  const code = placement.toUpperCase()
  const problem = placementProblem(call, code) ?? handlerProblem(handler)
  if (problem) return problem
  const { portal, params } = call
  if (withIcon.includes(code) && textOf(mapOf(params['OPTIONS'])['iconName']) === '') {
    return refused(400, 'ERROR_ARGUMENT', "Argument 'iconName' is null or empty")
  }
  if (single.includes(code) && portal.placements.some((binding) => binding.placement === code)) {
    return refused(400, 'ERROR_PLACEMENT_MAX_COUNT', 'Placement max count')
  }
  if (portal.placements.some((binding) => binding.placement === code && binding.handler === handler)) {
    return refused(400, 'ERROR_CORE', 'Unable to set placement handler: Handler already binded')
  }
  portal.placements.push({
    placement: code,
    handler,
    title: textOf(params['TITLE']),
    description: textOf(params['DESCRIPTION']),
    options: mapOf(params['OPTIONS']),
    langAll: mapOf(params['LANG_ALL']),
  })
  return { result: true }
}

function unbind(call: Call): Outcome {
  const placement = required(call, 'PLACEMENT')
  if (typeof placement !== 'string') return placement
  const code = placement.toUpperCase()
  const handler = textOf(call.params['HANDLER'])
  const { portal } = call
  const kept = portal.placements.filter(
    (binding) => binding.placement !== code || (handler !== '' && binding.handler !== handler),
  )
  const count = portal.placements.length - kept.length
  portal.placements = kept
  return { result: { count } }
}

function placementProblem(call: Call, code: string): Refused | undefined {
  if (available(call).includes(code)) return undefined
  return refused(400, 'ERROR_PLACEMENT_NOT_FOUND', 'Placement not found')
}

/** Unlike the platform, the sandbox lets handlers live on loopback addresses. */
function handlerProblem(handler: string): Refused | undefined {
  if (!URL.canParse(handler)) return refused(400, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL')
  if (/^https?:$/.test(new URL(handler).protocol)) return undefined
  return refused(400, 'ERROR_UNSUPPORTED_PROTOCOL', 'Unsupported event handler protocol')
}
