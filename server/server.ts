import { uploadHours, uploadPath } from '#contract/tickets/files.types.ts'
import { addDownloads } from './platform/http/downloads.ts'
import { addUploads } from './platform/http/uploads.ts'
import { existsSync } from 'node:fs'
import { Hono } from 'hono'
import { prepareDatabaseRole } from './platform/db/databaseRole.ts'
import { assetPrefix, loadAssets } from './platform/http/assets.ts'
import { limitBody } from './platform/http/bodyLimit.ts'
import { openStore } from './platform/db/db.ts'
import { refuseOtherMasterKey } from './platform/db/masterKeyCheck.ts'
import { addHealth } from './platform/http/health.ts'
import { makeApi, type Call } from './platform/http/api.ts'
import { addJob, prepareJobs, startJobs } from './platform/jobs/jobs.ts'
import { makeLog, type Log } from './platform/log.ts'
import { realPace, type Pace } from './platform/loop.ts'
import { makeMetrics } from './platform/metrics.ts'
import { migrate } from './platform/db/migrate.ts'
import { settleMovedJournal } from './platform/db/movedDatabase.ts'
import { addressOf, listen } from './platform/http/node.ts'
import { makeReadiness } from './platform/http/readiness.ts'
import { findPortalToken } from './platform/http/session.ts'
import { openGateway } from './platform/realtime/gateway.ts'
import { makeKeyFolder } from './platform/keys/keyFolder.ts'
import { findMasterKey, makeSecrets, withKeptPepper } from './platform/secrets.ts'
import { journalPollerLoop } from './platform/journal/journalPoller.ts'
import { makeTransaction } from './platform/db/unitOfWork.ts'
import { openPubSub } from './platform/realtime/pubsub.ts'
import { findSealedKeys } from './billing/feature.ts'
import { addPortalEndpoints, findSealedTokens, makePortals } from './portals/feature.ts'
import { adoptOfficialYears, giveFirstVersions } from './regulations/feature.ts'
import { addMessengerHooks } from './channels/feature.ts'
import { addMonitoringHook, addStatusPages, findSealedSecrets } from './monitoring/feature.ts'
import { addHelpPages } from './knowledge/feature.ts'
import { addMailPages, makeSmtp } from './notifications/feature.ts'
import { findSealedPasswords, type ChannelIdentities } from './channels/feature.ts'
import { makeFeatures, whatIsServed } from './features.ts'
import { retargetLater } from './sla/feature.ts'
import { makeActors } from './desks/feature.ts'
import { linkPath, makeFileTools } from './tickets/feature.ts'
import type { Config } from './config.ts'

export type Server = { port: number; stop(): Promise<void> }

/** What a test may turn by hand: the loops, the worker of the jobs, and what the server has to offer. */
export type Surroundings = {
  log?: Log
  pace?: Pace
  startWorker?: typeof startJobs
  served?: typeof whatIsServed
  identities?: ChannelIdentities
}

const maxBodyBytes = 512 * 1024

/** The composition root: makes the parts, hands each what it needs, and stops them in the opposite order. */
export async function startServer(
  config: Config,
  {
    log = makeLog(config.logLevel),
    pace = realPace,
    startWorker = startJobs,
    served = whatIsServed,
    identities,
  }: Surroundings = {},
): Promise<Server> {
  const metrics = makeMetrics()
  await migrate(config.databaseUrl)
  await settleMovedJournal(config.databaseUrl, log)
  await prepareJobs(config.databaseUrl)
  const assets = await loadAssets(new URL('../dist', import.meta.url).pathname)
  const ofKeys = makeSecrets(await findMasterKey(config.masterKey, config.dataDir), config.oldMasterKey)
  const pepper = await refuseOtherMasterKey(config.databaseUrl, ofKeys, [
    findSealedTokens,
    findSealedKeys,
    findSealedSecrets,
    findSealedPasswords,
  ])
  const secrets = withKeptPepper(ofKeys, pepper)
  const { url: databaseUrl } = await prepareDatabaseRole(config.databaseUrl, secrets.databasePassword, log)
  const store = openStore(databaseUrl, config.databaseConnections, config)
  const { db, pool, hotPool } = store
  const pubSub = await openPubSub(databaseUrl, log)
  const transaction = makeTransaction(
    db,
    (wakes) => pubSub.publish(wakes),
    (error) => log.warn({ err: error }, 'the database ended a transaction, which is done again'),
  )
  await transaction(giveFirstVersions)
  await transaction(async (unit) => retargetLater(unit, addJob, await adoptOfficialYears(unit)))
  const fileTools = makeFileTools(config)
  const portals = makePortals(config, { db, transaction, secrets, pubSub })
  const actors = makeActors(db, pubSub)
  const mail = config.mail === null ? null : makeSmtp(config.mail)
  const dataDir = existsSync(config.dataDir) ? config.dataDir : null
  const readiness = makeReadiness({ pool, dataDir })
  let isStopping = false
  let port = config.port
  const publicUrl = () => config.publicUrl ?? `http://${config.host}:${port}`
  const features = makeFeatures({
    db,
    hotPool,
    transaction,
    secrets,
    ...portals,
    pubSub,
    mail,
    served,
    fileTools,
    databaseUrl,
    mailboxesInside: config.mailboxesInside,
    messengers: config.messengers,
    ...(identities !== undefined && { identities }),
    keys: makeKeyFolder(config.keysDir, secrets),
    readiness,
    startsWithOwnArticles: config.startsWithOwnArticles,
    languageModel: config.languageModel,
    log,
    addJob,
    publicUrl,
    sessionMinutes: config.sessionMinutes,
    refreshActor: ({ tokenHash, at, address }: Call) => actors.load(tokenHash, at, address),
  })

  const app = new Hono()
  app.onError((error, context) => {
    log.error({ err: error, path: context.req.path }, 'a page failed')
    return context.json({ code: 'internal', details: {} }, 500)
  })
  const findActor = (tokenHash: Buffer, at: Date, address: string | null, isRemembered: boolean) =>
    isRemembered ? actors.findRemembered(tokenHash, address) : actors.load(tokenHash, at, address)
  const edge = { findActor, addressOf, log, isStopping: () => isStopping }
  // Before the limit of bodies: they have one of their own.
  addUploads(app, { ...edge, uploads: features.uploads, path: uploadPath, keptMilliseconds: uploadHours * 3_600_000 })
  addDownloads(app, { ...edge, path: linkPath, download: features.download })
  app.use(
    limitBody(maxBodyBytes, (context) => context.json({ code: 'too_large', details: { maxBytes: maxBodyBytes } }, 413)),
  )
  addHealth(app, { readiness, metrics, isStopping: () => isStopping, addressOf })
  assets.addTo(app)
  const { faceOf, lifecycle } = features
  addPortalEndpoints(app, { db, transaction, log, secrets, assets, faceOf, lifecycle, addressOf, ...portals })
  addMailPages(app, { transaction, secrets, db, addressOf })
  addStatusPages(app, { db, log })
  addHelpPages(app, { ...features.help, db, transaction, publicUrl, addressOf, log })
  addMessengerHooks(app, { db, transaction, secrets, log, addJob, addressOf })
  addMonitoringHook(app, { transaction, secrets, db, addressOf, announcing: features.announcing })
  app.route(
    '/',
    makeApi({
      handlers: features.handlers,
      transaction,
      log,
      metrics,
      isStopping: () => isStopping,
      findActor,
      async lookAgain(actor, tokenHash, at) {
        const sealed = await findPortalToken(db, tokenHash)
        const isAdmin = await portals.adminLooks.isAdmin(actor, sealed === null ? null : secrets.open(sealed))
        return isAdmin ? actor : actors.load(tokenHash, at, actor.address)
      },
      addressOf,
    }),
  )

  const listening = await listen(app, config.host, config.port)
  port = listening.port
  const realtime = openGateway({
    server: listening.server,
    feed: { ...features.feed, findActor: actors.loadBatched },
    pubSub,
    log,
    metrics,
    isStopping: () => isStopping,
  })
  const poller = await journalPollerLoop(db, pubSub.publishProgress, log)
  const jobs = await startWorker({
    databaseUrl,
    pool,
    prepares: config.prepares,
    log,
    tasks: features.jobs,
    crontab: features.crontab,
  })
  const loops = pace([poller, jobs.orphans, ...features.loops], log)
  log.info({ port: listening.port, assets: assetPrefix }, 'Opora is ready')

  return {
    port: listening.port,
    async stop() {
      isStopping = true
      await realtime.close()
      await listening.close()
      await loops.stop()
      await features.stop()
      await jobs.stop()
      mail?.close()
      await pubSub.close()
      fileTools.examiner.stop()
      await store.close()
      log.info('Opora has stopped')
    },
  }
}
