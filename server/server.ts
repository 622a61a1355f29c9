import { Hono } from 'hono'
import type { Actor } from './platform/actor.ts'
import { prepareAppLogin } from './platform/db/databaseRole.ts'
import { assetPrefix, loadAssets } from './platform/http/assets.ts'
import { limitBody } from './platform/http/bodyLimit.ts'
import { now } from './platform/clock.ts'
import { openStore } from './platform/db/db.ts'
import { addHealth } from './platform/http/health.ts'
import { makeApi, type Call } from './platform/http/api.ts'
import { addJob, prepareJobs, startJobs } from './platform/jobs/jobs.ts'
import { makeLog, type Log } from './platform/log.ts'
import { makeMetrics } from './platform/metrics.ts'
import { migrate } from './platform/db/migrate.ts'
import { addressOf, listen } from './platform/http/node.ts'
import { openGateway } from './platform/realtime/gateway.ts'
import { findMasterKey, makeSecrets } from './platform/secrets.ts'
import { dropOldSessions } from './platform/http/session.ts'
import { startSweep } from './platform/journal/journalPoller.ts'
import { together } from './platform/db/batchLoader.ts'
import { makeWork } from './platform/db/unitOfWork.ts'
import { openWakeups } from './platform/realtime/pubsub.ts'
import { makeBitrix24 } from './portals/bitrix24.adapter.ts'
import { makeAccounts } from './portals/portals.commands.ts'
import { addPortalEvents } from './portals/portalEvents.routes.ts'
import { addPages } from './portals/pages.routes.ts'
import { makeReception } from './portals/authentication.commands.ts'
import { giveFirstVersions } from './regulations/regulations.commands.ts'
import { makeFeatures } from './features.ts'
import { loadActor, loadActors } from './desks/actor.queries.ts'
import type { Config } from './config.ts'

export type Server = { port: number; stop(): Promise<void> }

const maxBodyBytes = 512 * 1024

/** The composition root: makes the parts, hands each what it needs, and stops them in the opposite order. */
export async function startServer(config: Config, log: Log = makeLog(config.logLevel)): Promise<Server> {
  const metrics = makeMetrics()
  await migrate(config.databaseUrl)
  await prepareJobs(config.databaseUrl)
  const assets = await loadAssets(new URL('../dist', import.meta.url).pathname)
  const secrets = makeSecrets(await findMasterKey(config.masterKey, config.dataDir))
  const { url: databaseUrl } = await prepareAppLogin(config.databaseUrl, secrets.databasePassword, log)
  const store = openStore(databaseUrl, config.databaseConnections)
  const { db, pool, hotPool } = store
  const wakeups = await openWakeups(databaseUrl, log)
  const work = makeWork(db, (streams) => wakeups.wake(streams))
  await work(giveFirstVersions)
  const gateway = makeBitrix24(config)
  const accounts = makeAccounts({ db, work, secrets, gateway })
  const reception = makeReception({ db, work, gateway, secrets })
  let isStopping = false
  let port = config.port
  const findActor = together<Buffer, Actor>((tokenHashes) => loadActors(db, tokenHashes, now()))
  const actors = rememberActors(findActor)
  wakeups.onWake((streams) => actors.forget(streams))
  wakeups.onFound(({ streams }) => actors.forget(streams))
  wakeups.onWake((streams) => {
    for (const stream of streams) if (stream.startsWith('p:')) reception.forget(stream.slice(2))
  })
  const features = makeFeatures({
    db,
    hotPool,
    work,
    secrets,
    accounts,
    reception,
    wakeups,
    log,
    addJob,
    publicUrl: () => config.publicUrl ?? `http://${config.host}:${port}`,
    sessionMinutes: config.sessionMinutes,
    refreshActor: ({ tokenHash, at, address }: Call) => loadActor(db, tokenHash, at, address),
  })

  const app = new Hono()
  app.onError((error, context) => {
    log.error({ err: error, path: context.req.path }, 'a page failed')
    return context.json({ code: 'internal', details: {} }, 500)
  })
  app.use(
    limitBody(maxBodyBytes, (context) => context.json({ code: 'too_large', details: { maxBytes: maxBodyBytes } }, 413)),
  )
  addHealth(app, { pool, metrics, isStopping: () => isStopping, addressOf })
  assets.addTo(app)
  const rebindLater = (memberId: string) => work((unit) => features.lifecycle.rebind(unit, memberId))
  addPages(app, { db, log, assets, reception, faceOf: features.faceOf, rebindLater })
  addPortalEvents(app, { db, work, log, secrets, reception, lifecycle: features.lifecycle })
  app.route(
    '/',
    makeApi({
      handlers: features.handlers,
      work,
      log,
      metrics,
      isStopping: () => isStopping,
      findActor: (tokenHash, at, address, isHot) =>
        isHot ? actors.find(tokenHash, address) : loadActor(db, tokenHash, at, address),
      addressOf,
    }),
  )

  const listening = await listen(app, config.host, config.port)
  port = listening.port
  const realtime = openGateway({
    server: listening.server,
    feed: { ...features.feed, findActor },
    wakeups,
    log,
    metrics,
    isStopping: () => isStopping,
  })
  const sweep = await startSweep(db, wakeups.hear, log)
  const jobs = await startJobs({
    databaseUrl,
    pool,
    log,
    tasks: { ...features.jobs, dropOldSessions: () => work(dropOldSessions) },
    crontab: `17 * * * * dropOldSessions\n${features.crontab}`,
  })
  const reactions = features.startReactions()
  const ticketReactions = features.startTicketReactions()
  const alarms = features.startAlarms()
  const accountClock = features.startAccountClock()
  log.info({ port: listening.port, assets: assetPrefix }, 'Opora is ready')

  return {
    port: listening.port,
    async stop() {
      isStopping = true
      await realtime.close()
      await listening.close()
      await Promise.all([reactions.stop(), ticketReactions.stop()])
      await Promise.all([alarms.stop(), accountClock.stop()])
      await jobs.stop()
      await sweep.stop()
      await wakeups.close()
      await store.close()
      log.info('Opora has stopped')
    },
  }
}

const rememberMilliseconds = 60_000
const maxRemembered = 20_000

/**
 * For the hot path alone: the statement that writes a message checks session and role by itself, so the actor (a name, a
 * side) may be a minute old. Everything else asks anew.
 */
function rememberActors(load: (tokenHash: Buffer) => Promise<Actor>) {
  const known = new Map<string, { actor: Actor; until: number }>()
  return {
    async find(tokenHash: Buffer, address: string | null): Promise<Actor> {
      const key = tokenHash.toString('base64')
      const remembered = known.get(key)
      if (remembered !== undefined && remembered.until > now().getTime()) return { ...remembered.actor, address }
      const actor = await load(tokenHash)
      if (known.size > maxRemembered) known.clear()
      known.set(key, { actor, until: now().getTime() + rememberMilliseconds })
      return { ...actor, address }
    },
    /** Of portals and desks about which something was told. */
    forget(streams: string[]) {
      const names = new Set(streams.filter((stream) => !stream.startsWith('t:')).map((stream) => stream.slice(2)))
      if (names.size === 0) return
      for (const [key, { actor }] of known) {
        if (names.has(actor.memberId) || names.has(actor.desk?.deskId ?? '')) known.delete(key)
      }
    },
  }
}
