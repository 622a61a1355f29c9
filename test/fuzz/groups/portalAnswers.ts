import { routes, type RouteInput, type RouteName } from '#contract/routes.ts'
import type { Role } from '#test/server/situation.ts'
import { openPage } from '#test/support/world.ts'
import { guest } from '../ground.ts'
import { judge } from '../judge.ts'
import { judgePage } from '../judgePage.ts'
import { randomOf } from '../random.ts'
import { record, type Planner, type Run, type Step } from '../step.ts'
import { twists } from '../twists.ts'
import { fromAfar } from './pages.ts'

const visitedPortals = ['firm', 'stranger', guest] as const
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const json = { 'content-type': 'application/json' }

/** Everything that asks a portal something, while all portals and their OAuth server answer in one hostile way. */
export function planPortalAnswers(run: Run, hows: readonly string[]): { planner: Planner; stop(): void } {
  const { inject } = run.ground.situation.world.sandbox
  return {
    planner: (step) => async () => {
      const how = hows[step.number % hows.length] ?? ''
      await befriend(run)
      const random = randomOf(run.seed, 'twist', step.number)
      inject.twist(async (_place, answer) => {
        const twisted = twists[how]?.({ text: await answer.text(), status: answer.status, random })
        return twisted ?? answer
      })
      if (step.random.chance(0.4)) for (const portal of ['firm', 'partner']) inject.expireTokens(portal)
      await Promise.all([...calls(run, step, how), ...pages(run, step, how), event(run, step, how)])
    },
    stop: () => inject.clear(),
  }
}

/** Stored tokens and names are good again. */
async function befriend({ ground }: Run): Promise<void> {
  const { sandbox } = ground.situation.world
  sandbox.inject.clear()
  for (const portal of ['firm', 'partner']) await openPage(sandbox, portal, 1)
}

function calls(run: Run, step: Step, how: string): Promise<void>[] {
  const { ground } = run
  const { things } = ground
  const { sandbox } = ground.situation.world
  const ask = <Name extends RouteName>(name: Name, role: Role, input: RouteInput<Name>) =>
    askOne(run, step, { name, role, input, how })
  const fresh = (portal: string, userId: number) => ({
    accessToken: sandbox.issueToken(portal, userId).accessToken,
    memberId: sandbox.portals[portal]?.memberId ?? '',
  })
  const { random } = step
  return [
    ask('openSession', 'admin', fresh('firm', 1)),
    ask('openSession', 'employee', fresh('firm', 4)),
    ask('searchPeople', 'admin', { search: random.pick(['', 'Анна']) }),
    ask('searchPeople', 'owner', { search: '' }),
    ask('namePerson', 'admin', { userId: 7, as: 'contact' }),
    ask('setStaff', 'owner', { userId: 4, role: 'agent' }),
    ask('readCompany', 'owner', { of: { by: 'company', companyId: 1 } }),
    ask('linkCompany', 'owner', { memberId: sandbox.portals['firm']?.memberId ?? '', companyId: 1 }),
    ask('sendInvoice', 'owner', { orderId: String(things.pick('orderId', random)) }),
  ]
}

async function askOne(
  run: Run,
  step: Step,
  { name, role, input, how }: { name: RouteName; role: Role; input: unknown; how: string },
): Promise<void> {
  const address = `10.200.${step.number % 250}.${step.random.below(250)}`
  const token = run.ground.sessions.next(role)
  const headers = { ...json, authorization: `Bearer ${token}`, 'x-forwarded-for': address }
  const body = JSON.stringify(input)
  const reply = await run.sender.send({ method: 'POST', path: routes[name].path, headers, body })
  const verdict = judge(name, role, reply, false)
  record(run, step, { row: `portal answers: ${name}`, role, how, input: `${how}: ${body}`, verdict, reply })
}

function pages(run: Run, step: Step, how: string): Promise<void>[] {
  const { sandbox } = run.ground.situation.world
  return visitedPortals.map(async (portal) => {
    const opening = sandbox.openForm(portal, 1)
    const path = portal === 'stranger' ? '/install' : '/app'
    const reply = await run.sender.send({
      method: 'POST',
      path,
      headers: { ...form, ...fromAfar(step.random) },
      body: opening.body,
    })
    const verdict = judgePage(reply, how)
    record(run, step, {
      row: `portal answers: ${path}`,
      role: null,
      how,
      input: `${how}: ${portal}`,
      verdict,
      reply,
      path,
    })
  })
}

/** Its secret is a new one, so that the OAuth server and the portal are asked who tells it. */
async function event(run: Run, step: Step, how: string): Promise<void> {
  const { sandbox } = run.ground.situation.world
  const memberId = sandbox.portals[guest]?.memberId ?? ''
  const fields = {
    event: 'ONAPPUPDATE',
    'auth[member_id]': memberId,
    'auth[application_token]': step.random.id(),
    'auth[access_token]': sandbox.issueToken(guest, 1).accessToken,
    'auth[server_endpoint]': `${sandbox.oauthOrigin}/rest/`,
  }
  const body = new URLSearchParams(fields).toString()
  const path = '/bitrix24/events'
  const reply = await run.sender.send({ method: 'POST', path, headers: { ...form, ...fromAfar(step.random) }, body })
  const verdict = judgePage(reply, how)
  record(run, step, { row: 'portal answers: events', role: null, how, input: how, verdict, reply, path })
}
