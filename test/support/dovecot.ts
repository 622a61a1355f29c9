import { spawn, spawnSync } from 'node:child_process'
import { chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createTransport } from 'nodemailer'

export type Dovecot = {
  imapPort: number
  lmtpPort: number
  /** Puts a mail, as it is, into somebody's mailbox; returns when it is there. */
  deliver(to: string, raw: string): Promise<void>
  /** The same many times, straight into the folder, as another program does while this one is down; its owner has had mail before. */
  fill(address: string, raws: readonly string[]): Promise<void>
  /** How many lie in their inbox. */
  count(address: string): Promise<number>
  /** As they lie in their inbox, in the order in which they came, with CRLF. */
  letters(address: string): Promise<string[]>
  setPassword(password: string): Promise<void>
  /** The folder is numbered anew, as after a restored backup. */
  loseIndex(address: string): Promise<void>
  stop(): Promise<void>
  /** Again, with everything that it had. */
  start(): Promise<void>
  remove(): Promise<void>
}

export const mailPassword = 'secret'

/** Nothing stands in for it: where it is not installed, what needs it fails. */
function findDovecot(): string {
  const candidates = [process.env['DOVECOT_PATH'] ?? '', '/usr/sbin/dovecot'].filter((path) => path !== '')
  const found = candidates.find((path) => spawnSync(path, ['--version'], { encoding: 'utf8' }).status === 0)
  if (found === undefined) throw new Error('dovecot is not installed: install it or set DOVECOT_PATH')
  return found
}

/** A real IMAP server on loopback, in a folder of its own, as somebody without rights; nothing of the system's configuration is read. */
export async function startDovecot(addresses: readonly string[]): Promise<Dovecot> {
  const program = findDovecot()
  const folder = await mkdtemp(join(tmpdir(), 'opora-dovecot-'))
  const [imapPort, lmtpPort] = [await freePort(), await freePort()]
  const owner = await ownerOf(folder)
  const configuration = join(folder, 'dovecot.conf')
  await writeFile(configuration, configurationOf({ folder, imapPort, lmtpPort, ...owner }))
  const setPassword = (password: string) =>
    writeFile(join(folder, 'users'), addresses.map((one) => `${one}:{PLAIN}${password}\n`).join(''))
  await setPassword(mailPassword)
  const lmtp = createTransport({ host: '127.0.0.1', port: lmtpPort, lmtp: true, ignoreTLS: true })

  async function start(): Promise<void> {
    // It keeps what it was started with: a pipe would wait for ever.
    spawn(program, ['-c', configuration], { stdio: 'ignore' })
    await until(() => Promise.all([imapPort, lmtpPort].map(isListening)))
  }
  async function stop(): Promise<void> {
    const pid = Number(await readFile(join(folder, 'run', 'master.pid'), 'utf8').catch(() => '0'))
    if (pid === 0) return
    process.kill(pid, 'SIGTERM')
    await until(async () => {
      if (isRunning(pid)) throw new Error('dovecot still runs')
    })
  }
  await start()
  let dropped = 0
  return {
    imapPort,
    lmtpPort,
    setPassword,
    start,
    stop,
    async deliver(to, raw) {
      await lmtp.sendMail({ envelope: { from: 'sender@outside.test', to }, raw })
    },
    async fill(address, raws) {
      const box = join(folder, 'mail', address, 'new')
      for (const raw of raws) {
        dropped += 1
        const name = `${Math.floor(Date.now() / 1000)}.M${`${dropped}`.padStart(6, '0')}.test`
        await writeFile(join(box, name), raw.replaceAll('\r\n', '\n'), { mode: 0o644 })
      }
    },
    count: async (address) => (await filesOf(join(folder, 'mail', address))).length,
    async letters(address) {
      const files = await filesOf(join(folder, 'mail', address))
      const stamped = await Promise.all(files.map(async (file) => ({ file, at: (await stat(file)).mtimeMs })))
      const inOrder = stamped.toSorted((one, other) => one.at - other.at)
      return Promise.all(inOrder.map(async ({ file }) => (await readFile(file, 'utf8')).replaceAll('\n', '\r\n')))
    },
    async loseIndex(address) {
      const box = join(folder, 'mail', address)
      const names = (await readdir(box)).filter((name) => name.startsWith('dovecot'))
      await Promise.all(names.map((name) => rm(join(box, name), { recursive: true, force: true })))
    },
    async remove() {
      lmtp.close()
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function filesOf(box: string): Promise<string[]> {
  const folders = ['new', 'cur'].map((name) => join(box, name))
  const names = await Promise.all(folders.map((one) => readdir(one).catch(() => [])))
  return folders.flatMap((one, index) => (names[index] ?? []).map((name) => join(one, name)))
}

const patienceMilliseconds = 20_000

/** Also for what runs without vitest. */
async function until(check: () => Promise<unknown>): Promise<void> {
  const end = performance.now() + patienceMilliseconds
  for (;;) {
    try {
      await check()
      return
    } catch (error) {
      if (performance.now() > end) throw error
      await pause(20)
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

type Owner = { user: string; group: string }

async function ownerOf(folder: string): Promise<Owner> {
  const folders = [folder, ...['run', 'state', 'mail'].map((name) => join(folder, name))]
  for (const one of folders.slice(1)) await mkdir(one)
  if (process.getuid?.() !== 0) return { user: userInfo().username, group: idOf('-gn') }
  for (const one of folders) await chown(one, Number(idOf('-u', 'mail')), Number(idOf('-g', 'mail')))
  return { user: 'mail', group: idOf('-gn', 'mail') }
}

function idOf(...options: string[]): string {
  return spawnSync('id', options, { encoding: 'utf8' }).stdout.trim()
}

type Configured = Owner & { folder: string; imapPort: number; lmtpPort: number }

function configurationOf({ folder, imapPort, lmtpPort, user, group }: Configured): string {
  return `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = 1
mail_location = maildir:${folder}/mail/%Lu
mail_max_userip_connections = 50
auth_failure_delay = 0
recipient_delimiter = +
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${folder}/mail/%Lu
}
namespace inbox {
  inbox = yes
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    port = ${lmtpPort}
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

function isListening(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', reject).once('connect', () => {
      socket.destroy()
      resolve()
    })
  })
}
