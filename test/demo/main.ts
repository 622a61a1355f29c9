/** `npm run demo`: portals, server, a month of support in them, and one page that links it all. */
import { join } from 'node:path'
import { runCommand, say } from '#server/platform/embedded/console.ts'
import { choosePlaces } from '#server/platform/embedded/places.ts'
import { ensurePostgres } from '#server/platform/embedded/postgres.ts'
import { startSandbox, type Sandbox } from '#test/portal/sandbox.ts'
import { launchServer } from '#test/support/serverProcess.ts'
import { clientId, clientSecret, environment } from '#test/support/world.ts'
import { makeAnew } from './freshDatabase.ts'
import { buildPagesIfNeeded } from './builtPages.ts'
import { startChannels } from './channels/start.ts'
import { talkThrough } from './channels/talk.ts'
import { serveDemoPage } from './demoPage.ts'
import { addDemoPortals } from './portals.ts'
import { checkPortsAreFree, choosePorts, folderName, type DemoPorts } from './ports.ts'
import { tellStory } from './story.ts'
import { startTelling } from './teller.ts'

const stopAsked = Promise.withResolvers<void>()
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopping.abort()
    stopAsked.resolve()
  })
}

/** What was started, to be stopped in the opposite order, also when a later step fails. */
const started: (() => Promise<unknown>)[] = []

await runCommand(async () => {
  try {
    return await runDemo(choosePorts(process.argv.slice(2)))
  } catch (error) {
    if (stopping.signal.aborted) return 0
    throw error
  } finally {
    for (const stop of started.toReversed()) await stop()
  }
})

async function runDemo(ports: DemoPorts): Promise<number> {
  await checkPortsAreFree(ports)
  say('Opora is getting ready …', 'stderr')
  const built = buildPagesIfNeeded(stopping.signal)
  // Awaited below; until then its failure must not end the process by itself.
  built.catch(() => {})
  const { databaseUrl, dataDir } = await startDatabase(ports)
  const sandbox = await startPortals(ports)
  const channels = await startChannels()
  started.push(channels.close)
  const env = {
    ...environment(databaseUrl, dataDir, sandbox),
    ...channels.env,
    OPORA_PORT: String(ports.app),
    OPORA_LOG_LEVEL: process.env['OPORA_LOG_LEVEL'] ?? 'warn',
  }
  const told = await startTelling(env, sandbox)
  const code = await tellStory(told, new Date(), channels)
  await told.close()
  await built
  stopping.signal.throwIfAborted()

  const server = await launchServer({ databaseUrl, env, port: ports.app })
  started.push(async () => {
    server.kill('SIGTERM')
    await server.exited
  })
  for (const portal of Object.keys(sandbox.portals)) await sandbox.markInstalled(portal)
  const { mail, telegram } = channels
  const page = await serveDemoPage({ sandbox, code, port: ports.page, channels: { mail, talk: talkThrough(telegram) } })
  started.push(page.close)
  say(`\nOpora is ready: open ${page.origin}/\nCtrl-C stops it.\n`)

  const first = await Promise.race([stopAsked.promise, server.exited])
  if (first === undefined || stopping.signal.aborted) return 0
  say(`The server ended by itself:\n${server.output()}`, 'stderr')
  return 1
}

/** A database of this start alone: the portals' tokens are new, so nothing that an earlier one stored would fit. */
async function startDatabase(ports: DemoPorts): Promise<{ databaseUrl: string; dataDir: string }> {
  const places = choosePlaces(process.env['OPORA_DATA_DIR'])
  if (places.notice !== undefined) say(places.notice, 'stderr')
  const dataDir = join(places.dataDir, folderName(ports))
  const postgres = await ensurePostgres({ dataDir, pgbin: places.pgbin, fsync: false })
  started.push(postgres.stop)
  await makeAnew(postgres.url, 'opora')
  return { databaseUrl: postgres.urlFor('opora'), dataDir }
}

async function startPortals({ app, portals, oauth }: DemoPorts): Promise<Sandbox> {
  const sandbox = await startSandbox({
    appUrl: `http://127.0.0.1:${app}`,
    clientId,
    clientSecret,
    ports: { portals, oauth },
  })
  started.push(sandbox.close)
  await addDemoPortals(sandbox, portals.slice(3))
  return sandbox
}
