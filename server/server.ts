import { Hono } from 'hono'
import type { Actor } from './platform/actor.ts'
import { prepareDatabaseRole } from './platform/db/databaseRole.ts'
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
import { startJournalPoller } from './platform/journal/journalPoller.ts'
import { batchLoader } from './platform/db/batchLoader.ts'
import { makeTransaction } from './platform/db/unitOfWork.ts'
import { openPubSub } from './platform/realtime/pubsub.ts'
import { makeBitrix24 } from './portals/bitrix24.adapter.ts'
import { makePortalClients } from './portals/portals.commands.ts'
import { addPortalEvents } from './portals/portalEvents.routes.ts'
import { addPages } from './portals/pages.routes.ts'
import { makeAuthenticator } from './portals/authentication.commands.ts'
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
  const { url: databaseUrl } = await prepareDatabaseRole(config.databaseUrl, secrets.databasePassword, log)
  const store = openStore(databaseUrl, config.databaseConnections)
  const { db, pool, hotPool } = store
  const pubSub = await openPubSub(databaseUrl, log)
  const transaction = makeTransaction(db, (streams) => pubSub.publish(streams))
  await transaction(giveFirstVersions)
  const gateway = makeBitrix24(config)
  const portalClients = makePortalClients({ db, transaction, secrets, gateway })
  const authenticator = makeAuthenticator({ db, transaction, gateway, secrets })
  let isStopping = false
  let port = config.port
  const findActor = batchLoader<Buffer, Actor>((tokenHashes) => loadActors(db, tokenHashes, now()))
  const actors = rememberActors(findActor)
  pubSub.onPublished((streams) => actors.forget(streams))
  pubSub.onProgress(({ streams }) => actors.forget(streams))
  pubSub.onPublished((streams) => {
    for (const stream of streams) if (stream.startsWith('p:')) authenticator.forget(stream.slice(2))
  })
  const features = makeFeatures({
    db,
    hotPool,
    transaction,
    secrets,
    portalClients,
    authenticator,
    pubSub,
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
  const rebindLater = (memberId: string) => transaction((unit) => features.lifecycle.rebind(unit, memberId))
  addPages(app, { db, log, assets, authenticator, faceOf: features.faceOf, rebindLater })
  addPortalEvents(app, { db, transaction, log, secrets, authenticator, lifecycle: features.lifecycle })
  app.route(
    '/',
    makeApi({
      handlers: features.handlers,
      transaction,
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
    pubSub,
    log,
    metrics,
    isStopping: () => isStopping,
  })
  const sweep = await startJournalPoller(db, pubSub.publishProgress, log)
  const jobs = await startJobs({
    databaseUrl,
    pool,
    log,
    tasks: { ...features.jobs, dropOldSessions: () => transaction(dropOldSessions) },
    crontab: `17 * * * * dropOldSessions\n${features.crontab}`,
  })
  const reactions = features.startReactions()
  const projections = features.startProjections()
  const alarms = features.startAlarms()
  const accountClock = features.startAccountClock()
  log.info({ port: listening.port, assets: assetPrefix }, 'Opora is ready')

  return {
    port: listening.port,
    async stop() {
      isStopping = true
      await realtime.close()
      await listening.close()
      await Promise.all([reactions.stop(), projections.stop()])
      await Promise.all([alarms.stop(), accountClock.stop()])
      await jobs.stop()
      await sweep.stop()
      await pubSub.close()
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
