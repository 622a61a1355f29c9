import type { Call, Method, Outcome } from './call.ts'
import type { PhpMap, PhpValue } from './php.ts'
import { listOf, mapOf, textOf } from './php.ts'
import type { PortalUser } from './state.ts'

const pageSize = 50
const userScopes = ['user_brief', 'user_basic', 'user']

export const methodsOfUsers: Record<string, Method> = {
  profile: { scopes: [], answer: ({ user }) => ({ result: profile(user) }) },
  'user.admin': { scopes: [], answer: ({ user }) => ({ result: user.isAdmin }) },
  'user.access': { scopes: [], answer: ({ user, params }) => ({ result: hasAccess(user, listOf(params['ACCESS'])) }) },
  'user.current': { scopes: userScopes, answer: (call) => ({ result: fields(call, call.user) }) },
  'user.get': { scopes: userScopes, answer: userList },
  'user.search': { scopes: userScopes, answer: userList },
}

function profile(user: PortalUser): PhpMap {
  return {
    ID: String(user.id),
    ADMIN: user.isAdmin,
    NAME: user.name,
    LAST_NAME: user.lastName,
    PERSONAL_GENDER: user.gender,
    TIME_ZONE: '',
    PERSONAL_PHOTO: '',
  }
}

/** Only what the granted scope shows: `user_brief` has no contacts and no position. */
function fields(call: Call, user: PortalUser): PhpMap {
  const brief: PhpMap = {
    ID: String(user.id),
    XML_ID: '',
    ACTIVE: user.isActive,
    NAME: user.name,
    LAST_NAME: user.lastName,
    SECOND_NAME: '',
    TITLE: '',
    IS_ONLINE: 'N',
    TIME_ZONE: '',
    PERSONAL_GENDER: user.gender,
    PERSONAL_PHOTO: '',
    UF_DEPARTMENT: user.type === 'extranet' ? [] : [1],
    USER_TYPE: user.type,
  }
  const isBrief = !call.portal.scopes.includes('user_basic') && !call.portal.scopes.includes('user')
  return isBrief ? brief : { ...brief, EMAIL: user.email, WORK_POSITION: user.position, WORK_PHONE: '' }
}

function userList(call: Call): Outcome {
  const { FILTER, START, SORT, ORDER, ADMIN_MODE: _adminMode, SELECT: _select, ...direct } = call.params
  const filter = { ...direct, ...upperCased(mapOf(FILTER)) }
  const found = call.portal.users.filter((user) =>
    Object.entries(filter).every(([name, value]) => fits(user, name, value)),
  )
  const sorted = found.toSorted((left, right) => compare(left, right, textOf(SORT).toUpperCase()))
  if (textOf(ORDER).toUpperCase() === 'DESC') sorted.reverse()
  const start = Number.parseInt(textOf(START) || '0', 10)
  const page = sorted.slice(Math.max(start, 0), Math.max(start, 0) + pageSize).map((user) => fields(call, user))
  if (start < 0) return { result: page }
  const next = start + pageSize
  return { result: page, total: sorted.length, ...(next < sorted.length ? { next } : {}) }
}

function upperCased(map: PhpMap): PhpMap {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name.toUpperCase(), value]))
}

function compare(left: PortalUser, right: PortalUser, sort: string): number {
  if (sort === 'NAME') return left.name.localeCompare(right.name)
  return sort === 'LAST_NAME' ? left.lastName.localeCompare(right.lastName) : left.id - right.id
}

function fits(user: PortalUser, name: string, value: PhpValue): boolean {
  const wanted = listOf(value).map((item) => textOf(item).toLowerCase())
  switch (name.replace(/^[@=]/, '')) {
    case 'ID':
      return wanted.includes(String(user.id))
    case '>ID':
      return user.id > Number(wanted[0] ?? 0)
    case '!ID':
      return !wanted.includes(String(user.id))
    case 'ACTIVE':
      return wanted.some((item) => ['1', 'y', 'true'].includes(item)) === user.isActive
    case 'USER_TYPE':
      return wanted.includes(user.type)
    case 'NAME':
      return wanted.some((item) => isLike(user.name, item))
    case 'LAST_NAME':
      return wanted.some((item) => isLike(user.lastName, item))
    case 'EMAIL':
      return wanted.some((item) => isLike(user.email, item))
    case 'FIND':
    case 'NAME_SEARCH':
      return wanted.every((item) => matchesWords(user, item))
    default:
      // the core ignores a filter that it does not know
      return true
  }
}

function isLike(text: string, pattern: string): boolean {
  const lower = text.toLowerCase()
  const inner = pattern.replaceAll('%', '')
  if (pattern.startsWith('%') && pattern.endsWith('%')) return lower.includes(inner)
  if (pattern.endsWith('%')) return lower.startsWith(inner)
  return pattern.startsWith('%') ? lower.endsWith(inner) : lower === pattern
}

function matchesWords(user: PortalUser, phrase: string): boolean {
  const text = `${user.name} ${user.lastName} ${user.position}`.toLowerCase()
  return phrase.split(/\s+/).every((word) => text.includes(word))
}

/** Right codes: `U5` a user, `G2`/`AU`/`UA` everybody signed in, `G1` admins. Admins have every right. */
function hasAccess(user: PortalUser, codes: PhpValue[]): boolean {
  if (user.isAdmin) return true
  return codes.some((code) => [`U${user.id}`, 'G2', 'AU', 'UA'].includes(textOf(code)))
}
