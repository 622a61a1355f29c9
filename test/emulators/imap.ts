import { createServer, type Server, type Socket } from 'node:net'
import { envelopeOf } from './imapEnvelope.ts'

export type ImapAccount = { user: string; password: string }
type Mail = { uid: number; raw: Buffer; at: Date }
type Box = { password: string; mails: Mail[]; nextUid: number }
type Session = { socket: Socket; box: Box | null; idleTag: string | null; told: number }

export type ImapEmulator = {
  port: number
  /** As a provider delivers it; an account that waits hears of it at once. */
  deliver(user: string, raw: string): void
  close(): Promise<void>
}

const uidValidity = 1

/** An IMAP server on loopback, with an inbox for each account and as much of the protocol (RFC 9051) as a desk's mailbox asks. */
export async function startImap(accounts: readonly ImapAccount[]): Promise<ImapEmulator> {
  const boxes = new Map<string, Box>(
    accounts.map(({ user, password }) => [user, { password, mails: [], nextUid: 1 }] as const),
  )
  const sessions = new Set<Session>()
  const server = createServer((socket) => {
    const session: Session = { socket, box: null, idleTag: null, told: 0 }
    sessions.add(session)
    socket.on('close', () => sessions.delete(session))
    socket.on('error', () => socket.destroy())
    socket.write('* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n')
    readCommands(socket, (line) => answer(session, line, boxes))
  })
  return {
    port: await listening(server),
    deliver(user, raw) {
      const box = boxes.get(user)
      if (box === undefined) throw new Error(`${user} has no mailbox here`)
      box.mails.push({ uid: box.nextUid, raw: Buffer.from(raw, 'latin1'), at: new Date() })
      box.nextUid += 1
      for (const session of sessions) if (session.box === box && session.idleTag !== null) tellCount(session, box)
    },
    async close() {
      for (const { socket } of sessions) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** A line a command; what is announced as a literal is read as one more argument in quotes. */
function readCommands(socket: Socket, take: (line: string) => void): void {
  let pending = ''
  let begun = ''
  let literal = 0
  socket.on('data', (piece: Buffer) => {
    pending += piece.toString('latin1')
    for (;;) {
      if (literal > 0) {
        if (pending.length < literal) return
        begun += quoted(pending.slice(0, literal))
        pending = pending.slice(literal)
        literal = 0
      }
      const end = pending.indexOf('\r\n')
      if (end === -1) return
      const line = begun + pending.slice(0, end)
      pending = pending.slice(end + 2)
      begun = ''
      const announced = /\{(\d+)\+?\}$/.exec(line)
      if (announced === null) take(line)
      else {
        literal = Number(announced[1])
        begun = line.slice(0, announced.index)
        socket.write('+ go on\r\n')
      }
    }
  })
}

function answer(session: Session, line: string, boxes: ReadonlyMap<string, Box>): void {
  const { socket } = session
  if (session.idleTag !== null) {
    if (line.toUpperCase() === 'DONE') {
      socket.write(`${session.idleTag} OK done\r\n`)
      session.idleTag = null
    }
    return
  }
  const [tag = '*', ...words] = wordsIn(line)
  const isByUid = words[0]?.toUpperCase() === 'UID'
  const [name = '', ...rest] = isByUid ? words.slice(1) : words
  const command = commands[name.toUpperCase()]
  if (command === undefined) return void socket.write(`${tag} BAD it is not known here\r\n`)
  const said = command({ session, tag, rest, boxes })
  if (said !== null) socket.write(`${tag} ${said}\r\n`)
}

type Asked = { session: Session; tag: string; rest: string[]; boxes: ReadonlyMap<string, Box> }
/** Writes what comes before, and returns what ends it; null: nothing ends it yet. */
type Command = (asked: Asked) => string | null

const commands: Record<string, Command> = {
  CAPABILITY: ({ session }) => untagged(session, 'CAPABILITY IMAP4rev1 IDLE'),
  NOOP({ session }) {
    if (session.box !== null) tellCount(session, session.box)
    return 'OK'
  },
  LOGIN({ session, rest: [user = '', password], boxes }) {
    const box = boxes.get(user)
    if (box === undefined || box.password !== password) return 'NO [AUTHENTICATIONFAILED] no'
    session.box = box
    return 'OK [CAPABILITY IMAP4rev1 IDLE] welcome'
  },
  LIST: ({ session, rest: [, pattern] }) =>
    untagged(session, pattern === '' ? 'LIST (\\Noselect) "/" ""' : 'LIST (\\HasNoChildren) "/" INBOX'),
  LSUB: ({ session }) => untagged(session, 'LSUB () "/" INBOX'),
  SELECT: (asked) => open(asked, 'READ-WRITE'),
  EXAMINE: (asked) => open(asked, 'READ-ONLY'),
  STATUS: ({ session }) =>
    untagged(
      session,
      `STATUS INBOX (UIDNEXT ${session.box?.nextUid ?? 1} MESSAGES ${session.box?.mails.length ?? 0} UIDVALIDITY ${uidValidity})`,
    ),
  SEARCH({ session, rest }) {
    const range = rest[rest.findIndex((word) => word.toUpperCase() === 'UID') + 1] ?? '1:*'
    const found = chosen(session.box?.mails ?? [], rest.length > 1 ? range : '1:*').map(({ uid }) => uid)
    return untagged(session, ['SEARCH', ...found].join(' '))
  },
  FETCH({ session, rest: [range = '', ...items] }) {
    const mails = session.box?.mails ?? []
    for (const mail of chosen(mails, range)) writeMail(session.socket, mails.indexOf(mail) + 1, mail, items.join(' '))
    return 'OK'
  },
  IDLE({ session, tag }) {
    session.idleTag = tag
    session.socket.write('+ waiting\r\n')
    if (session.box !== null) tellCount(session, session.box)
    return null
  },
  CLOSE: () => 'OK',
  LOGOUT({ session, tag }) {
    session.socket.end(`* BYE\r\n${tag} OK\r\n`)
    return null
  },
}

function open({ session }: Asked, mode: string): string {
  const { box, socket } = session
  if (box === null) return 'NO sign in first'
  session.told = box.mails.length
  const said = [`FLAGS (\\Seen)`, `${box.mails.length} EXISTS`, '0 RECENT', `OK [UIDVALIDITY ${uidValidity}] ids`]
  for (const one of [...said, `OK [UIDNEXT ${box.nextUid}] next`]) socket.write(`* ${one}\r\n`)
  return `OK [${mode}] open`
}

function untagged({ socket }: Session, text: string): string {
  socket.write(`* ${text}\r\n`)
  return 'OK'
}

function tellCount(session: Session, { mails }: Box): void {
  if (session.told === mails.length) return
  session.told = mails.length
  session.socket.write(`* ${mails.length} EXISTS\r\n`)
}

/** `7`, `3,5`, `4:*`; past the end such a range names the last one, as RFC 9051 has it. */
function chosen(mails: readonly Mail[], set: string): Mail[] {
  const last = mails.at(-1)?.uid ?? 0
  const ranges = set.split(',').map((part) => {
    const [from = 0, to = from] = part.split(':').map((edge) => (edge === '*' ? last : Number(edge)))
    return [Math.min(from, to), Math.max(from, to)] as const
  })
  return mails.filter(({ uid }) => ranges.some(([from, to]) => uid >= from && uid <= to))
}

function writeMail(socket: Socket, number: number, { uid, raw, at }: Mail, items: string): void {
  const asked = items.toUpperCase()
  const said = [`UID ${uid}`, 'FLAGS ()']
  if (asked.includes('RFC822.SIZE')) said.push(`RFC822.SIZE ${raw.length}`)
  if (asked.includes('INTERNALDATE')) said.push(`INTERNALDATE "${internalDate(at)}"`)
  if (asked.includes('ENVELOPE')) said.push(`ENVELOPE ${envelopeOf(raw.toString('latin1'))}`)
  const body = asked.includes('BODY.PEEK[]') || asked.includes('BODY[]') ? ` BODY[] {${raw.length}}\r\n` : ''
  socket.write(`* ${number} FETCH (${said.join(' ')}${body}`)
  if (body !== '') socket.write(raw)
  socket.write(')\r\n')
}

/** `28-Nov-2026 09:30:00 +0000`. */
function internalDate(at: Date): string {
  const [, day, month, year, time] = at.toUTCString().replace(',', '').split(' ')
  return `${day}-${month}-${year} ${time} +0000`
}

function wordsIn(line: string): string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|([^\s"]+)/g)].map(([, inQuotes, bare]) =>
    inQuotes === undefined ? (bare ?? '') : inQuotes.replaceAll(/\\(.)/g, '$1'),
  )
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
