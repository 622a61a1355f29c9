import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { bodyOf, listening, type Answering } from './serving.ts'

export type MaxSent = { chatId: string; mid: string; text: string; buttons: { text: string; payload: string }[] }
/** What the next sending calls meet. */
export type MaxMood =
  | { is: 'takes' }
  | { is: 'refuses'; status: number; code: string; retryAfter?: number }
  | { is: 'diesAfterTaking' }
  | { is: 'htmlError' }

export type MaxEmulator = {
  url: string
  token: string
  username: string
  calls: string[]
  sent: MaxSent[]
  /** A person writes to the bot; the id of their message. */
  write(chatId: string | number, text: string, body?: Record<string, unknown>, link?: unknown): string
  edit(chatId: string | number, mid: string, text: string, timestamp?: number): void
  press(chatId: string | number, payload: string): void
  /** Somebody follows a link to the bot. */
  start(chatId: string | number, payload: string): void
  deliver(update: Record<string, unknown>): void
  /** What came last comes once more, as the platform may do. */
  again(): void
  addFile(name: string, bytes: Buffer): string
  /** The only mood, or one a call: the last one stays. */
  be(...moods: MaxMood[]): void
  refuseToken(isRefused: boolean): void
  isTaken(): boolean
  close(): Promise<void>
}

const fieldsOfMessage = ['text', 'attachments', 'link', 'notify', 'format']
const mostASecond = 2
/** Markers and ids of dialogs lie above what a number holds exactly. */
const firstMarker = 9_007_199_254_740_995n

/** MAX in this process, as much of it as a desk's bot asks; `isPaced`: it takes no more than two messages a second in a dialog. */
export async function startMax({
  token = 'emulated-max-token',
  username = 'opora_desk_bot',
  isPaced = false,
} = {}): Promise<MaxEmulator> {
  const state = {
    updates: [] as string[],
    sent: [] as MaxSent[],
    calls: [] as string[],
    subscriptions: [] as { url: string }[],
    lately: new Map<string, number[]>(),
    files: new Map<string, Buffer>(),
    waiting: new Set<() => void>(),
    moods: [{ is: 'takes' }] as MaxMood[],
    made: 0,
    confirmed: 0,
    isRefused: false,
  }
  const wake = () => {
    for (const one of state.waiting) one()
  }
  const nextMood = (): MaxMood => (state.moods.length > 1 ? state.moods.shift() : state.moods[0]) ?? { is: 'takes' }
  const newMid = () => {
    state.made += 1
    return `mid.${state.made}`
  }

  /** As it goes over the line: ids of dialogs are digits without end. */
  function deliver(update: Record<string, unknown>): void {
    const whole = JSON.stringify({ timestamp: Date.now(), user_locale: 'ru-RU', ...update })
    state.updates.push(whole.replaceAll(/"(chat_id|user_id|seq)":"(\d+)"/g, '"$1":$2'))
    wake()
  }

  async function poll(query: URLSearchParams, response: ServerResponse): Promise<void> {
    if (state.subscriptions.length > 0) return refuse(response, 400, 'subscription.exists')
    const marker = query.get('marker')
    // Without a marker the newest alone.
    const from = marker === null ? state.updates.length : Number(BigInt(marker) - firstMarker)
    state.confirmed = Math.max(state.confirmed, from)
    if (from >= state.updates.length) await news(response, Number(query.get('timeout') ?? 30))
    const given = state.updates.slice(from, from + Number(query.get('limit') ?? 100))
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(`{"updates":[${given.join(',')}],"marker":${firstMarker + BigInt(from + given.length)}}`)
  }

  /** Ends early with something new, or with the caller. */
  function news(response: ServerResponse, seconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        state.waiting.delete(end)
        resolve()
      }
      const timer = setTimeout(end, seconds * 1000)
      state.waiting.add(end)
      response.on('close', end)
    })
  }

  function faultOf(mood: MaxMood, chatId: string, body: Record<string, unknown>): [number, string] | null {
    if (mood.is === 'refuses') return [mood.status, mood.code]
    const isStrange = Object.keys(body).some((field) => !fieldsOfMessage.includes(field))
    const text = typeof body['text'] === 'string' ? body['text'] : ''
    if (isStrange || text === '' || text.length > 4000) return [400, 'proto.payload']
    const second = (state.lately.get(chatId) ?? []).filter((one) => one > performance.now() - 1000)
    if (isPaced && second.length >= mostASecond) return [429, 'too.many.requests']
    state.lately.set(chatId, [...second, performance.now()])
    return null
  }

  function send(query: URLSearchParams, body: Record<string, unknown>, response: ServerResponse): void {
    const mood = nextMood()
    if (mood.is === 'htmlError') {
      response.writeHead(502, { 'content-type': 'text/html' })
      return void response.end('<html>502 Bad Gateway</html>')
    }
    const chatId = query.get('chat_id') ?? ''
    const fault = faultOf(mood, chatId, body)
    if (fault !== null) return refuse(response, ...fault, mood.is === 'refuses' ? mood.retryAfter : undefined)
    const mid = newMid()
    state.sent.push({ chatId, mid, text: String(body['text']), buttons: buttonsOf(body['attachments']) })
    if (mood.is === 'diesAfterTaking') return void response.destroy()
    json(response, 200, { message: messageOf(chatId, { mid, text: body['text'] }, { isBot: true }) })
  }

  const answers: Record<string, Answering> = {
    'GET /me': (_query, _body, response) =>
      json(response, 200, { user_id: 42, first_name: 'Opora', username, is_bot: true }),
    'GET /subscriptions': (_query, _body, response) => json(response, 200, { subscriptions: state.subscriptions }),
    'POST /subscriptions'(_query, body, response) {
      state.subscriptions.push({ url: String(body['url']) })
      json(response, 200, { success: true })
    },
    'DELETE /subscriptions'(query, _body, response) {
      state.subscriptions = state.subscriptions.filter(({ url }) => url !== query.get('url'))
      json(response, 200, { success: true })
    },
    'GET /updates': (query, _body, response) => poll(query, response),
    'POST /messages': send,
    'PUT /messages'(query, body, response) {
      const found = state.sent.find(({ mid }) => mid === query.get('message_id'))
      if (found === undefined || typeof body['text'] !== 'string') return refuse(response, 404, 'message.not.found')
      found.text = body['text']
      json(response, 200, { success: true })
    },
    'DELETE /messages'(query, _body, response) {
      const place = state.sent.findIndex(({ mid }) => mid === query.get('message_id'))
      if (place === -1) return json(response, 200, { success: false, message: 'message.not.found' })
      state.sent.splice(place, 1)
      json(response, 200, { success: true })
    },
    'POST /answers': (query, body, response) =>
      query.get('callback_id') !== null && (body['notification'] !== undefined || body['message'] !== undefined)
        ? json(response, 200, { success: true })
        : refuse(response, 400, 'proto.payload'),
  }

  const server = createServer((request, response) => void answer(request, response))
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://max')
    if (pathname.startsWith('/files/')) {
      const file = state.files.get(decodeURIComponent(pathname.slice('/files/'.length)))
      response.writeHead(file === undefined ? 404 : 200)
      return void response.end(file)
    }
    const body = await bodyOf(request)
    state.calls.push(`${request.method} ${pathname}`)
    if (request.headers.authorization !== token || state.isRefused) return refuse(response, 401, 'verify.token')
    const asked = answers[`${request.method} ${pathname}`]
    const isPath = Object.keys(answers).some((one) => one.endsWith(` ${pathname}`))
    if (asked === undefined) return refuse(response, isPath ? 405 : 404, isPath ? 'method.not.allowed' : 'not.found')
    await asked(searchParams, body, response)
  }
  const url = await listening(server)

  return {
    url,
    token,
    username,
    calls: state.calls,
    sent: state.sent,
    write(chatId, text, body = {}, link) {
      const mid = newMid()
      deliver({ update_type: 'message_created', message: messageOf(chatId, { mid, text, ...body }, { link }) })
      return mid
    },
    edit: (chatId, mid, text, timestamp = Date.now()) =>
      deliver({ update_type: 'message_edited', timestamp, message: messageOf(chatId, { mid, text }) }),
    press(chatId, payload) {
      const callback = { callback_id: newMid(), timestamp: Date.now(), payload, user: personOf(chatId) }
      deliver({ update_type: 'message_callback', callback, message: messageOf(chatId, { mid: 'mid.0' }) })
    },
    start: (chatId, payload) =>
      deliver({ update_type: 'bot_started', chat_id: String(chatId), user: personOf(chatId), payload }),
    deliver,
    again() {
      state.updates.push(...state.updates.slice(-1))
      wake()
    },
    addFile(name, bytes) {
      state.files.set(name, bytes)
      return `${url}/files/${encodeURIComponent(name)}`
    },
    be(...wanted) {
      state.moods = wanted
    },
    refuseToken(isRefused) {
      state.isRefused = isRefused
      wake()
    },
    isTaken: () => state.confirmed >= state.updates.length,
    async close() {
      wake()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function personOf(id: string | number) {
  return { user_id: String(id), first_name: 'Анна', last_name: 'Петрова', is_bot: false }
}

type More = { link?: unknown; isBot?: boolean }

function messageOf(chatId: string | number, body: Record<string, unknown>, { link, isBot = false }: More = {}) {
  return {
    sender: isBot ? { user_id: '42', first_name: 'Opora', is_bot: true } : personOf(chatId),
    recipient: { chat_id: String(chatId), chat_type: 'dialog', user_id: isBot ? String(chatId) : '42' },
    timestamp: Date.now(),
    link: link ?? null,
    body: { seq: '9007199254740993', attachments: null, ...body },
  }
}

function buttonsOf(attachments: unknown): MaxSent['buttons'] {
  if (!Array.isArray(attachments)) return []
  return attachments.flatMap((one) => (one.type === 'inline_keyboard' ? one.payload.buttons.flat() : []))
}

function refuse(response: ServerResponse, status: number, code: string, retryAfter?: number): void {
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  json(response, status, { code, message: code }, headers)
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}
