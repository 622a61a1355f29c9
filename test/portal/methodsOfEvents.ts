import type { Call, Method, Outcome } from './call.ts'
import { refused, required } from './call.ts'
import { textOf } from './php.ts'
import { nextId } from './state.ts'

export const lifecycleEvents = ['ONAPPINSTALL', 'ONAPPUPDATE', 'ONAPPUNINSTALL', 'ONAPPPAYMENT', 'ONAPPMETHODCONFIRM']

/** The events that a handler may be bound to, each with the scope that it needs. */
const eventScopes: Record<string, string> = {
  ...Object.fromEntries(lifecycleEvents.map((event) => [event, ''])),
  ONAPPTEST: '',
  ONUSERADD: 'user',
  ONTASKADD: 'task',
  ONTASKUPDATE: 'task',
  ONCRMCOMPANYADD: 'crm',
  ONCRMCOMPANYUPDATE: 'crm',
  ONCRMDEALADD: 'crm',
  ONCRMDEALUPDATE: 'crm',
  ONCRMDYNAMICITEMADD: 'crm',
  ONCRMDYNAMICITEMUPDATE: 'crm',
  ONCRMDYNAMICITEMDELETE: 'crm',
}

export const methodsOfEvents: Record<string, Method> = {
  events: { scopes: [], answer: (call) => ({ result: available(call) }) },
  'event.bind': { scopes: [], answer: bind },
  'event.unbind': { scopes: [], answer: unbind },
  'event.get': {
    scopes: [],
    answer: ({ portal }) => ({
      result: portal.handlers.map(({ event, handler, authType }) => ({
        event,
        handler,
        auth_type: authType,
        offline: 0,
      })),
    }),
  },
}

function available(call: Call): string[] {
  return Object.entries(eventScopes)
    .filter(([, scope]) => scope === '' || call.portal.scopes.includes(scope))
    .map(([event]) => event)
}

function bind(call: Call): Outcome {
  const event = required(call, 'EVENT')
  const handler = required(call, 'HANDLER')
  if (typeof event !== 'string') return event
  if (typeof handler !== 'string') return handler
  const name = event.toUpperCase()
  if (!available(call).includes(name)) return refused(400, 'ERROR_EVENT_NOT_FOUND', 'Event not found')
  if (!URL.canParse(handler)) return refused(400, 'ERROR_WRONG_HANDLER_URL', 'Wrong handler URL')
  const { portal, user } = call
  const authType = Number(textOf(call.params['AUTH_TYPE']) || 0)
  if (!user.isAdmin && authType !== 0 && authType !== user.id) return refused(403, 'ACCESS_DENIED', 'Access denied!')
  const bound = user.isAdmin ? authType : user.id
  if (portal.handlers.some((known) => known.event === name && known.handler === handler && known.authType === bound)) {
    return refused(400, 'ERROR_CORE', 'Unable to set event handler: Handler already binded')
  }
  portal.handlers.push({ id: nextId(portal), event: name, handler, authType: bound })
  return { result: true }
}

function unbind(call: Call): Outcome {
  const event = required(call, 'EVENT')
  const handler = required(call, 'HANDLER')
  if (typeof event !== 'string') return event
  if (typeof handler !== 'string') return handler
  const { portal } = call
  const kept = portal.handlers.filter((known) => known.event !== event.toUpperCase() || known.handler !== handler)
  const count = portal.handlers.length - kept.length
  portal.handlers = kept
  return { result: { count } }
}
