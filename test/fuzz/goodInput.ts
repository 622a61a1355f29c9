import type * as v from 'valibot'
import { routes, type RouteName } from '#contract/routes.ts'
import { isTaken } from '#test/server/platform/http/badInputs.ts'
import { goodInputs } from '#test/server/goodInputs.ts'
import { secrets } from '#test/server/situation.ts'
import type { Ground } from './ground.ts'
import type { Random } from './random.ts'
import { isRecord } from './records.ts'
import { validValue } from './validInputs.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** What is made by these routes under an id of the caller's. */
const makes: Partial<Record<RouteName, readonly string[]>> = {
  openTicket: ['ticketId', 'messageId'],
  sendMessage: ['messageId'],
  placeOrder: ['orderId'],
  startTimer: ['intervalId'],
  addDuty: ['dutyId'],
  saveView: ['viewId'],
  disputeInterval: ['disputeId'],
  askAccess: ['accessId'],
  offerBox: ['accessId'],
  startRemoteSession: ['sessionId'],
  issueCoupons: ['issueId'],
  publishAnnouncement: ['announcementId'],
}
/** Of these most are taken; the others' things come from `renew`, and ids of what was never made would only be in the way. */
const remembered: readonly RouteName[] = ['openTicket', 'sendMessage', 'addDuty', 'saveView']
/** Whoever has no part in the access table, and may get one. */
const spare: Partial<Record<RouteName, number>> = { namePerson: 7, removeContact: 7, setStaff: 4 }
const farAhead = '2031-01-01T00:00:00Z'

/** An input that the route takes, with other values each time; what it makes is remembered. */
export function goodInput(name: RouteName, ground: Ground, random: Random): Record<string, unknown> {
  const good = plainInput(name, ground, random)
  const varied = vary(name, good, ground, random)
  const input = isTaken(name, varied) ? varied : good
  if (remembered.includes(name)) for (const key of makes[name] ?? []) ground.things.add(key, input[key])
  if (name === 'openTicket' || name === 'sendMessage') {
    ground.things.add('message', { ticketId: input['ticketId'], messageId: input['messageId'] })
  }
  return input
}

/** As the table of good inputs has it, but with ids that the seed makes, and without words that tell tenants apart. */
function plainInput(name: RouteName, { situation, things }: Ground, random: Random): Record<string, unknown> {
  const known = JSON.stringify([situation.tickets, situation.deskIds, situation.codeId, situation.connectionId])
  const rewrite = (value: unknown): unknown => {
    if (typeof value === 'string' && uuid.test(value) && !known.includes(value)) return random.id()
    if (typeof value === 'string' && Object.values<string>(secrets).includes(value)) return 'Текст'
    if (Array.isArray(value)) return value.map(rewrite)
    if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rewrite(inner)]))
    return value
  }
  const input = { ...asRecord(rewrite(goodInputs[name].input(situation))) }
  if ('document' in input && random.chance(0.9)) input['document'] = things.pick('document', random)
  const codes = name === 'enterCoupon' ? 'coupon' : 'code'
  if (input['code'] !== undefined && random.chance(0.9) && things.has(codes)) input['code'] = things.pick(codes, random)
  return input
}

function vary(name: RouteName, good: Record<string, unknown>, ground: Ground, random: Random): Record<string, unknown> {
  const { input } = routes[name]
  const { things } = ground
  const share = random.pick([0, 0.15, 0.4, 1])
  const entries: Record<string, v.GenericSchema> = 'entries' in input ? { ...input.entries } : {}
  const changed = Object.entries(entries).flatMap(([key, schema]) => {
    const isMade = makes[name]?.includes(key) === true
    const isNamed = key.endsWith('Id') && things.has(key) && !isMade
    if (key === 'document' || isMade || !random.chance(isNamed ? Math.max(share, 0.5) : share)) return []
    const value = isNamed ? things.pick(key, random) : validValue(schema, key, random, things)
    return value === undefined ? [] : [[key, value]]
  })
  const whole = Object.keys(entries).length === 0 && share > 0.2 ? validValue(input, '', random, things) : undefined
  const varied = { ...good, ...asRecord(whole), ...Object.fromEntries(changed) }
  if (spare[name] !== undefined && random.chance(0.8)) return { ...varied, userId: spare[name] }
  if (name === 'publishRegulation') return { ...varied, effectiveAt: farAhead }
  if ((name === 'editMessage' || name === 'deleteMessage') && random.chance(0.7)) {
    return { ...varied, ...asRecord(things.pick('message', random)) }
  }
  return varied
}

function asRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {}
}
