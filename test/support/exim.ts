import { spawn, spawnSync } from 'node:child_process'
import { chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { mailPassword } from './dovecot.ts'
import { eventually } from './eventually.ts'

export type Exim = {
  url: string
  port: number
  /** Says 451 or 550 to every recipient from now on; null: takes again. */
  refuse(code: 451 | 550 | null): Promise<void>
  /** Letters as they lie in the mailbox, with CRLF; whom they came to stands in `Envelope-to`. */
  letters(): Promise<string[]>
  stop(): Promise<void>
}

/** Debian's mail server, where it is installed; nothing of the system's own configuration is read. */
export function findExim(): string | null {
  const candidates = [process.env['EXIM_PATH'] ?? '', '/usr/sbin/exim4', '/usr/sbin/exim'].filter((path) => path !== '')
  return (
    candidates.find((path) => /Exim version/.test(spawnSync(path, ['-bV'], { encoding: 'utf8' }).stdout ?? '')) ?? null
  )
}

/**
 * On loopback, in a folder of its own, as somebody without rights. `lmtpPort`: what it takes is not kept but handed on there, judged as
 * its own provider judges it (`Authentication-Results` of mx.opora.test), and whoever signs in needs the mailboxes' password.
 */
export async function startExim(
  program: string,
  { lmtpPort = null }: { lmtpPort?: number | null } = {},
): Promise<Exim> {
  const folder = await mkdtemp(join(tmpdir(), 'opora-exim-'))
  const port = await freePort()
  const owner = await ownerOf(folder)
  const configuration = join(folder, 'configuration')
  await writeFile(configuration, configurationOf({ folder, port, lmtpPort, ...owner }), { mode: 0o644 })
  const daemon = spawn(program, ['-C', configuration, '-bdf'], { stdio: 'ignore' })
  const ended = new Promise((resolve) => daemon.once('exit', resolve))
  await eventually(() => isListening(port))
  const switches = { 451: join(folder, 'away'), 550: join(folder, 'closed') }
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    async refuse(code) {
      await Promise.all(Object.values(switches).map((file) => rm(file, { force: true })))
      if (code !== null) await writeFile(switches[code], '')
    },
    async letters() {
      const box = join(folder, 'mail', 'new')
      const names = await readdir(box).catch(() => [])
      const texts = await Promise.all(
        names.toSorted((one, other) => one.localeCompare(other)).map((name) => readFile(join(box, name), 'utf8')),
      )
      return texts.map((text) => text.replaceAll('\n', '\r\n'))
    },
    async stop() {
      daemon.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Started by root it drops all rights, so the folder is given to whom it becomes. */
async function ownerOf(folder: string): Promise<Owner> {
  const folders = [folder, join(folder, 'spool'), join(folder, 'mail')]
  for (const one of folders.slice(1)) await mkdir(one)
  if (process.getuid?.() !== 0) return { user: userInfo().username, group: idOf('-gn') }
  for (const one of folders) await chown(one, Number(idOf('-u', 'mail')), Number(idOf('-g', 'mail')))
  return { user: 'mail', group: idOf('-gn', 'mail') }
}

function idOf(...options: string[]): string {
  return spawnSync('id', options, { encoding: 'utf8' }).stdout.trim()
}

type Owner = { user: string; group: string }

type Configured = Owner & { folder: string; port: number; lmtpPort: number | null }

function configurationOf({ folder, port, lmtpPort, user, group }: Configured): string {
  return `primary_hostname = mx.opora.example
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
spool_directory = ${folder}/spool
log_file_path = ${folder}/spool/%slog
pid_file_path = ${folder}/spool/pid
exim_user = ${user}
exim_group = ${group}
never_users =
keep_environment =
deliver_drop_privilege
tls_advertise_hosts =
host_lookup =
rfc1413_hosts =
acl_smtp_rcpt = recipient
acl_smtp_data = ${lmtpPort === null ? 'accept' : 'judged'}
begin acl
judged:
  accept add_header = :at_start:Authentication-Results: mx.opora.test; dmarc=pass header.from=\${domain:\${address:$h_From:}}
recipient:
  defer message = come again later
        condition = \${if exists{${folder}/away}}
  deny  message = no such mailbox
        condition = \${if exists{${folder}/closed}}
  accept
begin routers
${lmtpPort === null ? 'everybody:\n  driver = accept\n  transport = box' : 'everybody:\n  driver = manualroute\n  route_list = * 127.0.0.1\n  self = send\n  transport = handed_on'}
begin transports
handed_on:
  driver = smtp
  protocol = lmtp
  port = ${lmtpPort ?? 24}
  allow_localhost
box:
  driver = appendfile
  directory = ${folder}/mail
  maildir_format
  envelope_to_add
  user = ${user}
  group = ${group}
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if eq{$auth3}{${mailPassword}}}
  server_set_id = $auth2
`
}

async function freePort(): Promise<number> {
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
