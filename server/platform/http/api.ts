import { randomUUID } from 'node:crypto'
import { Hono, type Context } from 'hono'
import * as v from 'valibot'
import { refusalStatus } from '#contract/refusals.ts'
import { routes, type ParsedInput, type RouteName, type RouteOutput, type Routes } from '#contract/routes.ts'
import type { CostlyWork } from '#contract/access.ts'
import { allow, type ActorByAccess, type GuardedAccess } from './access.ts'
import type { Actor } from '../actor.ts'
import { limitBody } from './bodyLimit.ts'
import { now } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { makeFairQueue, type FairQueue } from './fairQueue.ts'
import { takeToken, takeTokensOf } from './rateLimit.ts'
import { Refusal } from '../refusal.ts'
import { hashToken } from './session.ts'
import type { Transaction } from '../db/unitOfWork.ts'

/** What a handler gets besides its input. `actor` was computed at the edge; `transaction` opens one. */
export type Call<CallActor extends Actor = Actor> = {
  actor: CallActor
  tokenHash: Buffer
  address: string | null
  at: Date
  transaction: Transaction
}
/** The only routes without a session are those that make one. */
export type OpenCall = Omit<Call, 'actor' | 'tokenHash'>

type GuardedName = {
  [Name in RouteName]: Routes[Name]['access'] extends GuardedAccess ? Name : never
}[RouteName]
type GuardedCall<Name extends GuardedName> = Call<ActorByAccess[Routes[Name]['access']]>

/** Narrowed by the route's access: `staff` has a desk, `client` is somebody at their portal. */
type CallOf<Name extends RouteName> = Name extends GuardedName ? GuardedCall<Name> : OpenCall
export type Handlers<Names extends RouteName = RouteName> = {
  [Name in Names]: (input: ParsedInput<Name>, call: CallOf<Name>) => Promise<RouteOutput<Name>>
}
type GuardedHandlers = {
  [Name in GuardedName]: (input: ParsedInput<Name>, call: GuardedCall<Name>) => Promise<RouteOutput<Name>>
}

export type HttpDeps = {
  handlers: Handlers
  transaction: Transaction
  log: Log
  metrics: Metrics
  isStopping: () => boolean
  /** `isRemembered`: the statement behind the route checks session and role itself, so one from a moment ago will do. */
  findActor(tokenHash: Buffer, at: Date, address: string | null, isRemembered: boolean): Promise<Actor>
  /** P8: the actor as the portal itself takes them now; one that does not answer refuses. */
  lookAgain(actor: Actor, tokenHash: Buffer, at: Date): Promise<Actor>
  addressOf: (context: Context) => string | null
}

/** Above every input of the contract, and below what a portal posts to the pages. */
const maxBodyBytes = 128 * 1024

/**
 * The shares of a process. Files are made one at a time anyway, and the second of another portal is prepared meanwhile; questions
 * leave some of the database's connections to everybody else.
 */
function makeQueues(): Readonly<Record<CostlyWork, FairQueue>> {
  return {
    file: makeFairQueue({ atOnce: 2, atOnceOfPortal: 1, waitingOfPortal: 12, waitingOfPerson: 4 }),
    attachment: makeFairQueue({ atOnce: 2, atOnceOfPortal: 2, waitingOfPortal: 60, waitingOfPerson: 20 }),
    question: makeFairQueue({ atOnce: 8, atOnceOfPortal: 4, waitingOfPortal: 400, waitingOfPerson: 40 }),
  }
}

/** Contract table -> HTTP. Each call: session, access, input, handler, answer; every refusal leaves through one door. */
export function makeApi(deps: HttpDeps): Hono {
  const app = new Hono()
  const queues = makeQueues()
  app.use(
    '/api/*',
    limitBody(maxBodyBytes, (context) => refuse(context, new Refusal('too_large', { maxBytes: maxBodyBytes }))),
  )
  for (const name of Object.keys(routes).filter(isRouteName)) {
    app.post(routes[name].path, (context) => answer({ ...deps, queues }, name, context))
  }
  app.all('/api/*', (context) => refuse(context, new Refusal('method_unknown')))
  return app
}

function isGuarded(name: RouteName): name is GuardedName {
  return routes[name].access !== 'anyone'
}

function isRouteName(name: string): name is RouteName {
  return Object.hasOwn(routes, name)
}

type Deps = HttpDeps & { queues: Readonly<Record<CostlyWork, FairQueue>> }

async function answer(deps: Deps, name: RouteName, context: Context): Promise<Response> {
  const startedAt = performance.now()
  const requestId = randomUUID()
  let status = 200
  context.header('x-request-id', requestId)
  context.header('cache-control', 'no-store')
  try {
    if (deps.isStopping()) throw new Refusal('server_stopping')
    return context.json(await perform(deps, name, context))
  } catch (error) {
    const refusal = toRefusal(error)
    status = refusalStatus[refusal.code]
    if (refusal.code === 'internal') deps.log.error({ err: error, requestId, route: name }, 'a call failed')
    return refuse(context, refusal)
  } finally {
    deps.metrics.requests.inc({ route: name, status: String(status) })
    deps.metrics.seconds.observe({ route: name }, (performance.now() - startedAt) / 1000)
  }
}

async function perform(deps: Deps, name: RouteName, context: Context): Promise<unknown> {
  const { handlers, transaction } = deps
  const at = now()
  const address = deps.addressOf(context)
  if (!isGuarded(name)) {
    takeToken(`address:${address}`, at)
    return handlers[name](parse(routes[name].input, await readJson(context)), { address, at, transaction })
  }
  const { rememberedActor: isRemembered, asksPortal, costly } = routes[name]
  const { actor, tokenHash } = await whoAsks(deps, context, { at, address, isRemembered })
  const call = { actor, tokenHash, address, at, transaction }
  return callRoute(handlers, name, call, {
    read: async () => parse(routes[name].input, await readJson(context)),
    ...(asksPortal && actor.isPortalAdmin && { lookAgain: () => deps.lookAgain(actor, tokenHash, at) }),
    ...(costly !== null && {
      inTurn: (act) =>
        deps.queues[costly](actor, () => {
          // Whoever has gone meanwhile waits for nothing.
          if (context.req.raw.signal.aborted) throw new Refusal('invalid_input', { field: '', problem: 'cut off' })
          return act()
        }),
    }),
  })
}

type Asking = { at: Date; address: string | null; isRemembered: boolean }

/** The session's owner, unless they call too often. */
export async function whoAsks(
  deps: Pick<HttpDeps, 'findActor'>,
  context: Context,
  { at, address, isRemembered }: Asking,
): Promise<{ actor: Actor; tokenHash: Buffer }> {
  const token = /^Bearer (.{1,200})$/.exec(context.req.header('authorization') ?? '')?.[1]
  if (token === undefined) throw new Refusal('no_session')
  const tokenHash = hashToken(token)
  takeToken(tokenHash.toString('base64'), at)
  const actor = await findActor(deps, tokenHash, { at, address, isRemembered })
  takeTokensOf(actor, 'calls', at)
  return { actor, tokenHash }
}

/** How what they say is read; who they are now, where the portal is asked; when it is their turn, where the work is costly. */
type Way<Name extends GuardedName> = {
  read: () => Promise<ParsedInput<Name>>
  lookAgain?: () => Promise<Actor>
  inTurn?: (act: () => Promise<RouteOutput<Name>>) => Promise<RouteOutput<Name>>
}

/** Somebody calls a route: if they may, with what its access says of them; what they say is read after that. */
export async function callRoute<Name extends GuardedName>(
  handlers: GuardedHandlers,
  name: Name,
  call: Call,
  { read, lookAgain, inTurn = (act) => act() }: Way<Name>,
): Promise<RouteOutput<Name>> {
  const known = allow<Routes[Name]['access']>(routes[name]['access'], call.actor)
  const input = await read()
  // The portal is asked about nobody who may not do this anyway, and for nothing that cannot be understood.
  const actor =
    lookAgain === undefined ? known : allow<Routes[Name]['access']>(routes[name]['access'], await lookAgain())
  return inTurn(() => handlers[name](input, { ...call, actor }))
}

/** Guessed tokens have a bucket each, so those who guess are counted by their address. */
async function findActor(
  deps: Pick<HttpDeps, 'findActor'>,
  tokenHash: Buffer,
  { at, address, isRemembered }: Asking,
): Promise<Actor> {
  try {
    return await deps.findActor(tokenHash, at, address, isRemembered)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'no_session') takeToken(`guesses:${address}`, at)
    throw error
  }
}

async function readJson(context: Context): Promise<unknown> {
  try {
    return await context.req.json()
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal('invalid_input', { field: '', problem: 'not JSON' })
    // Whoever hangs up in the middle of a sentence gets no answer, and nothing is wrong with the server.
    if (context.req.raw.signal.aborted) throw new Refusal('invalid_input', { field: '', problem: 'cut off' })
    throw error
  }
}

/** One function between "unknown" and a typed value. The refusal names the first field that is wrong. */
export function parse<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value, { abortEarly: true })
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw new Refusal('invalid_input', { field: v.getDotPath(issue) ?? '', problem: issue.message.slice(0, 200) })
}

export function toRefusal(error: unknown): Refusal {
  return error instanceof Refusal ? error : new Refusal('internal')
}

/** A "no" as it travels: its code, and what its words need. */
export function refuse(context: Context, refusal: Refusal): Response {
  return Response.json(
    { code: refusal.code, details: refusal.details },
    {
      status: refusalStatus[refusal.code],
      headers: { 'cache-control': 'no-store', 'x-request-id': context.res.headers.get('x-request-id') ?? '' },
    },
  )
}
