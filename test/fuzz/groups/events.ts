import { guest } from '../ground.ts'
import { judgePage } from '../judgePage.ts'
import type { Verdict } from '../judge.ts'
import type { Random } from '../random.ts'
import { record, type Planner, type Run, type Step } from '../step.ts'
import { damagedForm, fromAfar } from './pages.ts'

type Fields = [string, string][]

const harmless = [
  'ONAPPINSTALL',
  'ONAPPUPDATE',
  'ONCRMDYNAMICITEMUPDATE',
  'ONCRMDYNAMICITEMDELETE',
  'ONAPPPAYMENT',
  'ONSOMETHINGELSE',
]
/** Not the stranger: a true event would install the app there. */
const portals = ['firm', 'partner', 'bureau', guest] as const
const headers = { 'content-type': 'application/x-www-form-urlencoded' }
const path = '/bitrix24/events'

/** What a portal tells by itself: true, twice, forged, damaged, huge; and now and then the guest's app is taken away. */
export function planEvents(run: Run): Planner {
  return (step) => {
    const { random } = step
    const name = random.pick(harmless)
    const portal = random.pick(portals)
    const share = random.below(100)
    if (share < 2) return () => removeFromGuest(run, step)
    const fields = trueEvent(run, portal, name, random)
    if (share < 25) return () => send(run, step, { name, how: 'a true event', bodies: [write(fields)] })
    if (share < 35)
      return () => send(run, step, { name, how: 'an event twice', bodies: [write(fields), write(fields)] })
    if (share < 60)
      return () => send(run, step, { name, how: 'a forged event', bodies: [write(forged(fields, random))] })
    if (share < 65) return () => send(run, step, { name, how: 'a large event', bodies: [large(fields, random)] })
    return () => send(run, step, { name, how: 'a damaged event', bodies: [damagedForm(fields, isProof, random)] })
  }
}

/** What it proves itself with stays, or a portal would be left with a secret that it does not know. */
function isProof(field: string): boolean {
  return field === 'event' || field.includes('_token')
}

function trueEvent({ ground }: Run, key: string, event: string, random: Random): Fields {
  const { portals: known, oauthOrigin } = ground.situation.world.sandbox
  const portal = known[key]
  return [
    ['event', event],
    ['data[FIELDS][ID]', String(random.below(5))],
    ['data[FIELDS][ENTITY_TYPE_ID]', random.pick(['31', '2', '0', '-1'])],
    ['data[LANGUAGE_ID]', random.pick(['ru', 'ua', 'en'])],
    ['ts', '1790000000'],
    ['auth[domain]', portal?.domain ?? ''],
    ['auth[server_endpoint]', `${oauthOrigin}/rest/`],
    ['auth[client_endpoint]', `${portal?.origin}/rest/`],
    ['auth[member_id]', portal?.memberId ?? ''],
    ['auth[application_token]', portal?.applicationToken ?? ''],
  ]
}

/** Somebody who knows everything but the secret: nothing of it may be believed. */
function forged(fields: Fields, random: Random): Fields {
  const guess = random.pick(['', '0', random.id().replaceAll('-', ''), 'x'.repeat(3000), '\0'])
  return fields.map(([name, value]) => {
    if (name === 'event') return [name, random.pick(['ONAPPUNINSTALL', value, value.toLowerCase()])]
    return name === 'auth[application_token]' ? [name, guess] : [name, value]
  })
}

function large(fields: Fields, random: Random): string {
  return `${write(fields)}&${random.pick(['x=', 'data[x][y]=', '['.repeat(50)]).repeat(random.pick([10, 3000]))}${'x'.repeat(random.pick([1000, 300_000, 700_000]))}`
}

function write(fields: Fields): string {
  return new URLSearchParams(fields).toString()
}

async function send(run: Run, step: Step, said: { name: string; how: string; bodies: string[] }): Promise<void> {
  const { name, how, bodies } = said
  const replies = await Promise.all(
    bodies.map((body) =>
      run.sender.send({ method: 'POST', path, headers: { ...headers, ...fromAfar(step.random) }, body }),
    ),
  )
  for (const reply of replies) {
    const verdict = judgePage(reply, how)
    const isBelieved = how === 'a forged event' && reply.status === 200
    const judged: Verdict = isBelieved
      ? { ending: 'fault', faults: [{ kind: 'not refused', message: 'a forged event was taken' }] }
      : verdict
    record(run, step, { row: name, role: null, how, input: bodies[0] ?? '', verdict: judged, reply, path })
  }
}

async function removeFromGuest({ ground, rows, kinds }: Run, { random }: Step): Promise<void> {
  const { world } = ground.situation
  await world.sandbox.uninstall(guest, { clean: random.chance(0.5) })
  rows.count('ONAPPUNINSTALL', 'reached')
  kinds.count('an app is removed', 'reached')
  await world.install(guest, 'client').catch(() => undefined)
}
