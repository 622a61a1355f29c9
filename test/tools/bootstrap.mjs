/**
 * `npm run demo`, `npm test` … on a machine that has nothing but some Node ≥ 20: installs what is missing, then starts the
 * script under the pinned Node. Plain JavaScript without imports from packages, because nothing is installed yet.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const verbs = {
  demo: { script: 'test/demo/main.ts', needsChromium: false },
  test: { script: 'test/tools/runTests.ts', needsChromium: true, usesMailServer: true },
  bench: { script: 'test/bench/main.ts', needsChromium: true, usesMailServer: true },
  fault: { script: 'test/fault/main.ts', needsChromium: true, usesMailServer: true },
  fuzz: { script: 'test/fuzz/main.ts', needsChromium: false },
  vectors: { script: 'test/tools/vectors.ts', needsChromium: false },
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.opora-stamp')
const installLock = join(modules, '.opora-lock')
const pinnedNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const LOCK_BEAT_MS = 1000
const LOCK_IS_DEAD_AFTER_MS = 15_000

const [verb = '', ...args] = process.argv.slice(2)
try {
  process.exitCode = await main()
} catch (error) {
  say(error instanceof Error && error.name === 'BootstrapFailure' ? error.message : String(error.stack ?? error))
  if (verb === 'test') process.stdout.write('0 passed, 1 failed\n')
  process.exitCode = 1
}

async function main() {
  const chosen = verbs[verb]
  if (chosen === undefined) throw failure(`Say what to run: ${Object.keys(verbs).join(', ')}.`)
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw failure(
      `Opora needs Node 20 or newer to start, this is ${process.version}: install a newer one from nodejs.org.`,
    )
  }
  await installOnce()
  checkPinnedNode()
  const script = join(root, chosen.script)
  if (!existsSync(script)) throw failure(`${chosen.script} is missing: get a complete copy of Opora.`)
  const chromium = chosen.needsChromium ? await findOrInstallChromium() : undefined
  if (chosen.usesMailServer) await installMailServers()
  const path = [join(modules, '.bin'), process.env.PATH ?? ''].join(delimiter)
  return await run(script, { ...process.env, PATH: path, ...(chromium && { CHROMIUM_PATH: chromium }) })
}

/** Runs the script under the pinned Node; signals go on to it, its end becomes ours. */
async function run(script, env) {
  const child = spawn(pinnedNode, [script, ...args], { cwd: root, env, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // A terminal sends Ctrl-C to the child by itself.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)))
  }
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (...ending) => resolve(ending))
  })
  if (code !== null) return code
  say(`${verb} was ended by ${signal}.`)
  // Only a signal that cannot be handled keeps the test runner from its last line.
  if (verb === 'test') process.stdout.write('0 passed, 1 failed\n')
  return 1
}

async function installOnce() {
  if (isInstalled()) return
  mkdirSync(modules, { recursive: true })
  const release = await lockInstalling()
  try {
    if (isInstalled()) return
    say('Installing packages, once …')
    rmSync(stampFile, { force: true })
    // Not `npm ci`: it refuses a lock that names binaries of other platforms which a registry mirror does not have.
    const options = ['--no-save', '--no-audit', '--no-fund', '--include=dev', '--include=optional', '--loglevel=error']
    const status = await runNpm(['install', ...options])
    if (status !== 0) throw failure('npm install did not succeed: see above, check the network, and start again.')
    writeFileSync(stampFile, stamp())
  } finally {
    release()
  }
}

function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp()
}

/** What the installed packages depend on; another machine's folder does not fit either. */
function stamp() {
  const lock = join(root, 'package-lock.json')
  const content = readFileSync(existsSync(lock) ? lock : join(root, 'package.json'))
  return `${createHash('sha256').update(content).digest('hex')} ${process.platform}-${process.arch}\n`
}

/** A lock file that its holder touches every second: one that was killed is told by its silence, not by its number. */
async function lockInstalling() {
  const mine = randomUUID()
  let isToldToWait = false
  for (;;) {
    try {
      writeFileSync(installLock, mine, { flag: 'wx' })
      await delay(50)
      if (readFileSync(installLock, 'utf8') === mine) break
    } catch (error) {
      if (error.code !== 'EEXIST' && error.code !== 'ENOENT') throw explain(error)
      const age = Date.now() - (statSync(installLock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
      if (age > LOCK_IS_DEAD_AFTER_MS) rmSync(installLock, { force: true })
      if (!isToldToWait) say('Waiting for another start that installs packages …')
      isToldToWait = true
      await delay(250)
    }
  }
  const beat = setInterval(() => utimesSync(installLock, new Date(), new Date()), LOCK_BEAT_MS)
  return () => {
    clearInterval(beat)
    rmSync(installLock, { force: true })
  }
}

/** The npm that started us, else the one on the PATH. */
async function runNpm(npmArguments) {
  const cli = process.env.npm_execpath
  const isNpm = cli !== undefined && /npm-cli\.c?js$/.test(cli) && existsSync(cli)
  const [command, first] = isNpm ? [process.execPath, [cli]] : ['npm', []]
  return await runQuietly(command, [...first, ...npmArguments], root)
}

async function runQuietly(command, commandArguments, cwd) {
  const child = spawn(command, commandArguments, {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  const stop = (signal) => child.kill(signal)
  process.on('SIGINT', stop).on('SIGTERM', stop)
  try {
    return await new Promise((resolve) => {
      child.once('error', (error) => {
        say(`${command}: ${error.message}`)
        resolve(1)
      })
      child.once('exit', (code) => resolve(code ?? 1))
    })
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
  }
}

/** Its package fetches the binary in a script, which npm may be told not to run; then the script is run here. */
function checkPinnedNode() {
  if (pinnedNodeRuns()) return
  spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: join(modules, 'node'),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (pinnedNodeRuns()) return
  rmSync(stampFile, { force: true })
  throw failure(
    `The pinned Node (${pinnedNode}) does not run on this ${process.platform}-${process.arch}: ` +
      'allow install scripts (npm config set ignore-scripts false) and start again.',
  )
}

function pinnedNodeRuns() {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies.node
  const { stdout } = spawnSync(pinnedNode, ['--version'], { encoding: 'utf8' })
  return stdout?.trim() === `v${wanted}`
}

async function findOrInstallChromium() {
  const present = findChromium() ?? (await playwrightChromium())
  if (present !== undefined) return present
  if (process.getuid?.() === 0 && isOnPath('apt-get')) {
    say('Installing Chromium, once …')
    process.env.DEBIAN_FRONTEND = 'noninteractive'
    await runQuietly('apt-get', ['update'], root)
    await runQuietly('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], root)
    const installed = findChromium()
    if (installed !== undefined) return installed
  }
  say('Downloading Chromium, once …')
  await runQuietly(pinnedNode, [join(modules, 'playwright-core', 'cli.js'), 'install', 'chromium'], root)
  const downloaded = await playwrightChromium()
  if (downloaded !== undefined) return downloaded
  say('No Chromium was found and none could be installed: what needs one will fail. Install it or set CHROMIUM_PATH.')
  return undefined
}

/**
 * Debian's Exim and dovecot, for the mail. Without Exim mail goes through a server of the tests' own; nothing stands in for dovecot, so
 * what needs one fails.
 */
async function installMailServers() {
  const wanted = [
    ...(existsSync('/usr/sbin/exim4') || process.env.EXIM_PATH !== undefined ? [] : ['exim4-daemon-light']),
    ...(hasDovecot() ? [] : ['dovecot-imapd', 'dovecot-lmtpd']),
  ]
  if (wanted.length > 0 && process.getuid?.() === 0 && isOnPath('apt-get')) {
    say(`Installing ${wanted.join(', ')}, once …`)
    process.env.DEBIAN_FRONTEND = 'noninteractive'
    // Debian's own services would listen on their ports: in this run level they are not started.
    process.env.RUNLEVEL = '1'
    // Where there is no way to Debian nobody waits for long.
    const patience = ['-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::https::Timeout=20', '-o', 'Acquire::Retries=0']
    await runQuietly('apt-get', [...patience, 'update'], root)
    await runQuietly('apt-get', [...patience, 'install', '-y', '--no-install-recommends', ...wanted], root)
    delete process.env.RUNLEVEL
  }
  if (hasDovecot()) return
  say('No dovecot was found and none could be installed: what needs one will fail. Install it or set DOVECOT_PATH.')
}

function hasDovecot() {
  const parts = ['/usr/sbin/dovecot', '/usr/lib/dovecot/imap', '/usr/lib/dovecot/lmtp']
  return process.env.DOVECOT_PATH !== undefined || parts.every((path) => existsSync(path))
}

function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const onMac = [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [process.env.CHROMIUM_PATH ?? '', ...candidates, ...onMac].filter(Boolean).find(isChromium)
}

async function playwrightChromium() {
  const { chromium } = await import('playwright-core')
  const path = chromium.executablePath()
  return path && isChromium(path) ? path : undefined
}

/** Asked for its version: on some systems `chromium-browser` is only a note that tells how to install it. */
function isChromium(path) {
  if (!existsSync(path)) return false
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 })
  return status === 0 && /chrom/i.test(stdout)
}

function isOnPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)))
}

function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

function explain(error) {
  if (error.code !== 'EACCES' && error.code !== 'EROFS') return error
  return failure(`No permission to write into ${modules}: give it to the user that starts Opora.`)
}

function failure(sentence) {
  return Object.assign(new Error(sentence), { name: 'BootstrapFailure' })
}
