import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { mailPassword } from './dovecot.ts'

export type Submitted = { from: string; to: string; raw: string }
/** What it does with the next mail: takes it, refuses it, takes it and hangs up before it has said so, or says nothing at all. */
export type SubmissionMood =
  | { is: 'takes' }
  | { is: 'refuses'; code: number; at: 'recipient' | 'data'; text?: string }
  | { is: 'diesAfterData' }

export type Submission = {
  port: number
  /** Everything that it has kept, in order; what came twice stands there twice. */
  mails: Submitted[]
  be(...moods: SubmissionMood[]): void
  setPassword(password: string): void
  stop(): Promise<void>
}

/** A server that takes mail of whoever signs in, and hands it on. */
export async function startSubmission(
  handOn: (mail: Submitted) => Promise<void> = async () => {},
): Promise<Submission> {
  const mails: Submitted[] = []
  let moods: SubmissionMood[] = [{ is: 'takes' }]
  let password = mailPassword
  const server = new SMTPServer({
    secure: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: true,
    logger: false,
    onAuth(auth, _session, callback) {
      if (auth.password === password) callback(null, { user: auth.username })
      else callback(refusal(535, 'no'))
    },
    onRcptTo(_address, _session, callback) {
      const [mood] = moods
      if (mood?.is !== 'refuses' || mood.at !== 'recipient') return callback(null)
      takeMood()
      return callback(refusal(mood.code, mood.text ?? 'no'))
    },
    onData(stream, session, callback) {
      void answered(take(stream, envelopeOf(session)), callback)
    },
  })
  server.on('error', () => {})
  /** What is said to whoever has sent it; null: that it was taken. */
  async function take(stream: AsyncIterable<Buffer>, envelope: Omit<Submitted, 'raw'>): Promise<Error | null> {
    const raw = await textOf(stream).catch(() => null)
    // Whoever was sending it is gone.
    if (raw === null) return null
    const mail = { ...envelope, raw }
    const mood = takeMood()
    if (mood.is === 'refuses') return refusal(mood.code, mood.text ?? 'no')
    mails.push(mail)
    await handOn(mail)
    if (mood.is === 'diesAfterData') cut(server)
    return null
  }
  function takeMood(): SubmissionMood {
    return (moods.length > 1 ? moods.shift() : moods[0]) ?? { is: 'takes' }
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    mails,
    be(...wanted) {
      moods = wanted
    },
    setPassword(wanted) {
      password = wanted
    },
    async stop() {
      cut(server)
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function cut(server: SMTPServer): void {
  for (const connection of server.connections) connection.close()
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}

function envelopeOf({ envelope }: SMTPServerSession): { from: string; to: string } {
  const { mailFrom, rcptTo } = envelope
  return { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo[0]?.address ?? '' }
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces).toString('latin1')
}

async function answered(taking: Promise<Error | null>, say: (answer: Error | null) => void): Promise<void> {
  say(await taking)
}
