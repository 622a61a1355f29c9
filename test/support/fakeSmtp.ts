import { createServer, type Socket } from 'node:net'

export type TakenMail = { from: string; to: string; raw: string; messageId: string; subject: string }

/** What it does with the next letters: takes them, says a code at RCPT, never answers DATA, or hangs up after it has kept it. */
export type SmtpMood = { is: 'takes' } | { is: 'refuses'; code: number } | { is: 'stalls' } | { is: 'diesAfterData' }

export type FakeSmtp = {
  url: string
  /** Everything that it has kept, in order; what came twice stands there twice. */
  mails: TakenMail[]
  /** The only mood, or one a letter: the last one stays. */
  be(...moods: SmtpMood[]): void
  close(): Promise<void>
}

/** A mail server in this process, as much of RFC 5321 as a client says to it. */
export async function startFakeSmtp(): Promise<FakeSmtp> {
  const mails: TakenMail[] = []
  const sockets = new Set<Socket>()
  let moods: SmtpMood[] = [{ is: 'takes' }]
  const nextMood = (): SmtpMood => (moods.length > 1 ? moods.shift() : moods[0]) ?? { is: 'takes' }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    converse(socket, { mails, nextMood })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    be(...wanted) {
      moods = wanted
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Behind = { mails: TakenMail[]; nextMood: () => SmtpMood }

function converse(socket: Socket, { mails, nextMood }: Behind): void {
  const say = (line: string) => void socket.write(`${line}\r\n`)
  let [buffer, from, to, isData] = ['', '', '', false]
  let mood: SmtpMood = { is: 'takes' }
  say('220 fake.example')

  function command(line: string): void {
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'EHLO' || verb === 'HELO') say('250 fake.example')
    else if (verb === 'MAIL') {
      mood = nextMood()
      from = addressIn(line)
      say('250 ok')
    } else if (verb === 'RCPT') {
      to = addressIn(line)
      say(mood.is === 'refuses' ? `${mood.code} not now <${to}>` : '250 ok')
    } else if (verb === 'DATA') {
      if (mood.is === 'stalls') return
      isData = true
      say('354 go on')
    } else if (verb === 'QUIT') {
      say('221 bye')
      socket.end()
    } else say('250 ok')
  }

  function keep(raw: string): void {
    const messageId = headerOf(raw, 'Message-ID')
    mails.push({ from, to, raw, messageId, subject: headerOf(raw, 'Subject') })
    if (mood.is === 'diesAfterData') socket.destroy()
    else say('250 kept')
  }

  socket.on('data', (chunk) => {
    buffer += chunk.toString('utf8')
    for (;;) {
      const end = buffer.indexOf(isData ? '\r\n.\r\n' : '\r\n')
      if (end < 0) return
      const part = buffer.slice(0, end)
      buffer = buffer.slice(end + (isData ? 5 : 2))
      if (isData) {
        isData = false
        keep(part.replaceAll('\r\n..', '\r\n.'))
      } else command(part)
    }
  })
}

function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? ''
}

/** Unfolded; words that are encoded stay so. */
export function headerOf(raw: string, name: string): string {
  const [head = ''] = raw.split('\r\n\r\n')
  const unfolded = head.replaceAll(/\r\n[ \t]+/g, ' ')
  const line = unfolded.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return line?.slice(name.length + 1).trim() ?? ''
}

/** What a reader sees of a part of a letter: quoted-printable and base64 undone. */
export function bodyOf(raw: string, type: 'text/plain' | 'text/html'): string {
  const part = raw.split(/\r\n--/).find((one) => one.includes(`Content-Type: ${type}`)) ?? ''
  const [head = '', ...rest] = part.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8')
  if (!/quoted-printable/i.test(head)) return body
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/(?:=[0-9A-F]{2})+/g, (codes) => Buffer.from(codes.replaceAll('=', ''), 'hex').toString('utf8'))
  return bytes
}
