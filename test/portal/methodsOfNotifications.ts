import type { Call, Method, Outcome } from './call.ts'
import { refused } from './call.ts'
import { textOf } from './php.ts'
import type { Notification } from './state.ts'
import { findUser, nextId } from './state.ts'

export const methodsOfNotifications: Record<string, Method> = {
  'im.notify': { scopes: ['im'], answer: (call) => add(call, 'personal') },
  'im.notify.personal.add': { scopes: ['im'], answer: (call) => add(call, 'personal') },
  'im.notify.system.add': { scopes: ['im'], answer: (call) => add(call, 'system') },
  'im.notify.delete': { scopes: ['im'], answer: remove },
}

function add(call: Call, kind: Notification['kind']): Outcome {
  const { portal, params, world, user } = call
  const userId = Number(textOf(params['USER_ID']) || textOf(params['TO']))
  const message = textOf(params['MESSAGE']).trim()
  if (!(userId > 0)) return refused(400, 'USER_ID_EMPTY', "User ID can't be empty")
  if (message === '') return refused(400, 'MESSAGE_EMPTY', "Message can't be empty")
  if (!findUser(portal, userId)) return { result: false }
  const tag = textOf(params['TAG'])
  const kept = portal.notifications.filter((known) => tag === '' || known.tag !== tag || known.userId !== userId)
  const id = nextId(portal)
  kept.push({ id, userId, authorId: user.id, kind, message, tag, subTag: textOf(params['SUB_TAG']), at: world.now() })
  portal.notifications = kept
  return { result: id }
}

function remove({ portal, params }: Call): Outcome {
  const id = textOf(params['ID'])
  const tag = textOf(params['TAG'])
  const subTag = textOf(params['SUB_TAG'])
  if (id === '' && tag === '' && subTag === '') return refused(400, 'PARAMS_ERROR', 'Incorrect params')
  portal.notifications = portal.notifications.filter((known) => {
    if (id !== '') return known.id !== Number(id)
    return tag === '' ? known.subTag !== subTag : known.tag !== tag
  })
  return { result: true }
}
