import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { bodyOf, listening } from './serving.ts'

export type WhatsAppSent = { to: string; id: string; text: string; buttons: { id: string; title: string }[] }
/** What the next sending calls meet. `refuses`: with a code of the Cloud API; `failsLater`: taken, and then told to be undelivered. */
export type WhatsAppMood =
  | { is: 'takes' }
  | { is: 'refuses'; code: number; status?: number; retryAfter?: number }
  | { is: 'failsLater'; code: number }
  | { is: 'diesAfterTaking' }
  | { is: 'htmlError' }

/** What a call of the address was answered with. */
export type HookAnswer = { status: number; text: string }

export type WhatsAppEmulator = {
  url: string
  bot: { channel: 'whatsapp'; token: string; phoneNumberId: string; appSecret: string }
  address: string
  sent: WhatsAppSent[]
  /** As the owner does in the developers' console: the address is asked before anything is sent there. */
  subscribe(hook: { address: string; verifyToken: string }): Promise<HookAnswer>
  /** A person writes; the id of their message. */
  write(from: string, text: string, more?: Record<string, unknown>): string
  /** One message of any kind, and whatever else stands in its delivery. */
  deliver(value: Record<string, unknown>): void
  /** What came last comes once more. */
  again(): void
  press(from: string, id: string): void
  addFile(id: string, bytes: Buffer): void
  be(...moods: WhatsAppMood[]): void
  refuseToken(isRefused: boolean): void
  /** Calls the address by hand: with a signature of one's own, for one. */
  call(body: Buffer, headers?: Record<string, string>): Promise<HookAnswer>
  signatureOf(body: Buffer): string
  /** Everything was taken by whoever is called. */
  isTaken(): boolean
  close(): Promise<void>
}

const [phoneNumberId, appSecret] = ['106540352242922', '0123456789abcdef0123456789abcdef']
const again = 60

/** WhatsApp's Cloud API in this process, as much of it as a desk's number asks, and the calls that it makes. */
export async function startWhatsApp(token = 'emulated-whatsapp-token'): Promise<WhatsAppEmulator> {
  const state = {
    hook: '',
    sent: [] as WhatsAppSent[],
    files: new Map<string, Buffer>(),
    moods: [{ is: 'takes' }] as WhatsAppMood[],
    queue: [] as Buffer[],
    last: Buffer.alloc(0) as Buffer,
    made: 0,
    isRefused: false,
    isClosed: false,
    isCalling: false,
  }
  const nextMood = (): WhatsAppMood =>
    (state.moods.length > 1 ? state.moods.shift() : state.moods[0]) ?? { is: 'takes' }
  const newId = () => {
    state.made += 1
    return `wamid.${state.made}`
  }
  const signatureOf = (body: Buffer) => `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`

  async function call(body: Buffer, headers: Record<string, string> = {}): Promise<HookAnswer> {
    const signed = { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(body), ...headers }
    const response = await fetch(state.hook, { method: 'POST', headers: signed, body: new Uint8Array(body) })
    return { status: response.status, text: await response.text() }
  }

  /** Until it is answered with 200, in order here: the platform promises none. */
  async function drain(): Promise<void> {
    if (state.isCalling || state.isClosed || state.hook === '') return
    state.isCalling = true
    while (state.queue[0] !== undefined && !state.isClosed) {
      const taken = await call(state.queue[0]).catch(() => ({ status: 0 }))
      if (taken.status === 200) state.queue.shift()
      else await new Promise((resolve) => setTimeout(resolve, again))
    }
    state.isCalling = false
  }

  function post(body: Buffer): void {
    state.last = body
    state.queue.push(body)
    void drain()
  }

  function deliver(value: Record<string, unknown>): void {
    const metadata = { display_phone_number: '15550783881', phone_number_id: phoneNumberId }
    const change = { field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } }
    const entry = [{ id: '102290129340398', changes: [change] }]
    post(Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry })))
  }

  function write(from: string, message: Record<string, unknown>): string {
    const id = newId()
    const contacts = [{ wa_id: from, profile: { name: 'Анна 😀' } }]
    const timestamp = String(Math.floor(Date.now() / 1000))
    deliver({ contacts, messages: [{ from, id, timestamp, ...message }] })
    return id
  }

  function statusOf(id: string, to: string, status: string, code?: number): void {
    const errors = code === undefined ? {} : { errors: [{ code, title: 'Message undeliverable' }] }
    deliver({ statuses: [{ id, status, timestamp: '1', recipient_id: to, ...errors }] })
  }

  function send(body: Record<string, unknown>, response: ServerResponse): void {
    const mood = nextMood()
    if (mood.is === 'htmlError') {
      response.writeHead(502, { 'content-type': 'text/html' })
      return void response.end('<html>502 Bad Gateway</html>')
    }
    if (mood.is === 'refuses') return refuse(response, mood.code, mood.status, mood.retryAfter)
    const read = readBody(body)
    if (read === null || body['messaging_product'] !== 'whatsapp') return refuse(response, 100)
    const [to, id] = [String(body['to']), newId()]
    state.sent.push({ to, id, ...read })
    if (mood.is === 'diesAfterTaking') return void response.destroy()
    json(response, 200, {
      messaging_product: 'whatsapp',
      contacts: [{ input: to, wa_id: to }],
      messages: [{ id, message_status: 'accepted' }],
    })
    if (mood.is === 'failsLater') return statusOf(id, to, 'failed', mood.code)
    // The platform promises no order.
    for (const status of ['read', 'delivered', 'sent']) statusOf(id, to, status)
  }

  const server = createServer((request, response) => void answer(request, response))
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://whatsapp')
    const name = decodeURIComponent(pathname.slice(1))
    const body = await bodyOf(request)
    if (request.headers.authorization !== `Bearer ${token}` || state.isRefused) return refuse(response, 190, 401)
    if (name.startsWith('media/')) {
      const file = state.files.get(name.slice('media/'.length))
      response.writeHead(file === undefined ? 404 : 200)
      return void response.end(file)
    }
    if (request.method === 'POST' && name === `${phoneNumberId}/messages`) return send(body, response)
    const file = state.files.get(name)
    if (file !== undefined)
      return json(response, 200, { id: name, url: `${url}/media/${name}`, file_size: file.length })
    const proof = searchParams.get('appsecret_proof')
    const isProven = proof === null || proof === createHmac('sha256', appSecret).update(token).digest('hex')
    if (name !== phoneNumberId || !isProven) return refuse(response, 100)
    json(response, 200, { id: phoneNumberId, display_phone_number: '+1 555-078-3881', verified_name: 'Opora' })
  }
  const url = await listening(server)

  return {
    url,
    bot: { channel: 'whatsapp', token, phoneNumberId, appSecret },
    address: '+15550783881',
    sent: state.sent,
    async subscribe({ address, verifyToken }) {
      const query = new URLSearchParams({
        'hub.mode': 'subscribe',
        'hub.verify_token': verifyToken,
        'hub.challenge': '1158',
      })
      const response = await fetch(`${address}?${query.toString()}`)
      const text = await response.text()
      if (response.status === 200 && text === '1158') state.hook = address
      void drain()
      return { status: response.status, text }
    },
    write: (from, text, more = {}) => write(from, { type: 'text', text: { body: text }, ...more }),
    deliver,
    again: () => post(state.last),
    press: (from, id) =>
      void write(from, {
        type: 'interactive',
        interactive: { type: 'list_reply', list_reply: { id, title: 'выбор' } },
      }),
    addFile: (id, bytes) => void state.files.set(id, bytes),
    be(...wanted) {
      state.moods = wanted
    },
    refuseToken(isRefused) {
      state.isRefused = isRefused
    },
    call,
    signatureOf,
    isTaken: () => state.queue.length === 0,
    async close() {
      state.isClosed = true
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** What is sent, within the platform's bounds; null: it is beyond them. */
function readBody(body: Record<string, unknown>): Pick<WhatsAppSent, 'text' | 'buttons'> | null {
  const { text, interactive } = JSON.parse(JSON.stringify(body))
  if (body['type'] === 'text') return isWithin(text.body, 4096) ? { text: text.body, buttons: [] } : null
  const { type, action, body: said } = interactive
  const buttons: WhatsAppSent['buttons'] =
    type === 'button' ? action.buttons.map((one: { reply: unknown }) => one.reply) : action.sections[0].rows
  const [most, longest, longestText] = type === 'button' ? [3, 20, 1024] : [10, 24, 4096]
  const isGood =
    buttons.length <= most && buttons.every(({ id, title }) => isWithin(title, longest) && isWithin(id, 200))
  return isGood && isWithin(said.text, longestText) ? { text: said.text, buttons } : null
}

function isWithin(text: unknown, most: number): boolean {
  return typeof text === 'string' && text.length > 0 && text.length <= most
}

function refuse(response: ServerResponse, code: number, status = 400, retryAfter?: number): void {
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  json(response, status, { error: { message: `(#${code})`, type: 'OAuthException', code, fbtrace_id: 'A' } }, headers)
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}
