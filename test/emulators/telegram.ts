import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { bodyOf, entitiesOf, fileOf, isWellMarked, keyboardOf, textIn, type SentMessage } from './botMessages.ts'

/** A call that the emulator has taken: its method and what came with it. */
export type BotCall = { method: string; body: Record<string, unknown> }
/** What the next sending calls meet: an answer with an error, or a line that is cut after the message was taken. */
export type TelegramMood =
  | { is: 'takes' }
  | { is: 'refuses'; code: number; description: string; retryAfter?: number }
  | { is: 'diesAfterTaking' }
  | { is: 'htmlError' }

export type TelegramEmulator = {
  url: string
  token: string
  username: string
  calls: BotCall[]
  sent: SentMessage[]
  /** A person writes to the bot. */
  write(chatId: number, message: Record<string, unknown>): number
  edit(chatId: number, messageId: number, text: string): void
  /** Of an album. */
  editPart(chatId: number, messageId: number, message: Record<string, unknown>): void
  press(chatId: number, data: string): void
  /** As the messenger delivers it; `again`: an update that was delivered before. */
  deliver(update: Record<string, unknown>): number
  again(updateId: number): void
  addFile(fileId: string, bytes: Buffer): void
  /** What stands in a chat now: what was changed as it was changed, without what was taken back. */
  chat(chatId: number): SentMessage[]
  /** So many hours later: the messenger lets nothing older than two days be taken back. */
  age(hours: number): void
  /** The only mood, or one a call: the last one stays. */
  be(...moods: TelegramMood[]): void
  /** True: the next polls end in a refusal of the token. */
  refuseToken(isRefused: boolean): void
  pollElsewhere(isPolled: boolean): void
  /** Everything that was written to the bot is confirmed by it. */
  isTaken(): boolean
  close(): Promise<void>
}

type Update = { update_id: number } & Record<string, unknown>

/** The Bot API of Telegram in this process, as much of it as a desk's bot asks; another method is a failure of its caller. */
export async function startTelegram(
  token = '4200:emulated-token',
  username = 'Opora_Desk_Bot',
): Promise<TelegramEmulator> {
  const botId = Number(token.split(':')[0])
  const state = {
    updates: [] as Update[],
    nextUpdate: 100,
    nextMessage: 1,
    confirmed: 0,
    isRefused: false,
    isElsewhere: false,
    moods: [{ is: 'takes' }] as TelegramMood[],
    files: new Map<string, Buffer>(),
    waiting: new Set<() => void>(),
    calls: [] as BotCall[],
    sent: [] as SentMessage[],
    shown: [] as (SentMessage & { sentAt: number })[],
    agedBy: 0,
  }
  const nextMood = () => (state.moods.length > 1 ? state.moods.shift() : state.moods[0]) ?? { is: 'takes' as const }
  const wake = () => {
    for (const one of state.waiting) one()
  }

  function deliver(update: Record<string, unknown>): number {
    const id = state.nextUpdate
    state.nextUpdate += 1
    state.updates.push({ update_id: id, ...update })
    wake()
    return id
  }

  const methods: Record<string, (body: Record<string, unknown>, response: ServerResponse) => Promise<void> | void> = {
    getMe: (_body, response) =>
      good(response, { id: botId, is_bot: true, first_name: 'Opora', username, can_join_groups: false }),
    deleteWebhook: (_body, response) => good(response, true),
    answerCallbackQuery: (_body, response) => good(response, true),
    getUpdates: (body, response) => poll(body, response),
    getFile(body, response) {
      const id = String(body['file_id'])
      const file = state.files.get(id)
      if (file === undefined) return bad(response, 400, 'Bad Request: invalid file_id')
      return good(response, { file_id: id, file_unique_id: id, file_size: file.length, file_path: `documents/${id}` })
    },
    sendMessage: (body, response) => send(body, response),
    sendPhoto: (body, response) => send(body, response, 'photo'),
    sendDocument: (body, response) => send(body, response, 'document'),
    editMessageText(body, response) {
      const found = shownOf(body)
      const [text, entities] = [textIn(body, 'text'), entitiesOf(body['entities'])]
      if (found === undefined) return bad(response, 400, 'Bad Request: message to edit not found')
      if (found.file !== null) return bad(response, 400, 'Bad Request: there is no text in the message to edit')
      if (!isWellMarked(text, entities)) return bad(response, 400, "Bad Request: can't parse entities")
      if (found.text === text && JSON.stringify(found.entities) === JSON.stringify(entities)) {
        return bad(response, 400, 'Bad Request: message is not modified')
      }
      Object.assign(found, { text, entities, buttons: keyboardOf(body['reply_markup']) })
      return good(response, { message_id: found.messageId, chat: { id: found.chatId, type: 'private' }, date: 1, text })
    },
    deleteMessage(body, response) {
      const found = shownOf(body)
      if (found === undefined) return bad(response, 400, 'Bad Request: message to delete not found')
      if (Date.now() + state.agedBy - found.sentAt > 48 * 3_600_000) {
        return bad(response, 400, "Bad Request: message can't be deleted for everyone")
      }
      state.shown.splice(state.shown.indexOf(found), 1)
      return good(response, true)
    },
  }

  function shownOf(body: Record<string, unknown>) {
    const [chatId, messageId] = [Number(body['chat_id']), Number(body['message_id'])]
    return state.shown.find((one) => one.chatId === chatId && one.messageId === messageId)
  }

  async function poll(body: Record<string, unknown>, response: ServerResponse): Promise<void> {
    if (state.isElsewhere) {
      return bad(response, 409, 'Conflict: terminated by other getUpdates request')
    }
    const offset = Number(body['offset'] ?? 0)
    const limit = Number(body['limit'] ?? 100)
    state.updates = state.updates.filter((one) => one.update_id >= offset)
    state.confirmed = Math.max(state.confirmed, offset)
    if (state.updates.length === 0 && Number(body['timeout'] ?? 0) > 0) await news(response, Number(body['timeout']))
    good(response, state.updates.slice(0, limit))
  }

  /** Ends early with a new update, or with the caller. */
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

  function send(body: Record<string, unknown>, response: ServerResponse, as?: 'photo' | 'document'): void {
    const mood = nextMood()
    const file = as === undefined ? null : fileOf(body, as)
    const text = textIn(body, 'text')
    if (mood.is === 'refuses') return bad(response, mood.code, mood.description, mood.retryAfter)
    if (mood.is === 'htmlError') {
      response.writeHead(502, { 'content-type': 'text/html' })
      response.end('<html>502 Bad Gateway</html>')
      return
    }
    if (as === undefined && text === '') return bad(response, 400, 'Bad Request: message text is empty')
    if (text.length > 4096) return bad(response, 400, 'Bad Request: message is too long')
    if (as !== undefined && (file === null || file.bytes.length > (as === 'photo' ? 10 : 50) * 1024 * 1024)) {
      return bad(response, 413, 'Request Entity Too Large')
    }
    const entities = entitiesOf(body['entities'])
    if (!isWellMarked(text, entities)) return bad(response, 400, "Bad Request: can't parse entities")
    const keyboard = keyboardOf(body['reply_markup'])
    if (keyboard.some((one) => Buffer.byteLength(one.callback_data) > 64)) {
      return bad(response, 400, 'Bad Request: BUTTON_DATA_INVALID')
    }
    const chatId = Number(body['chat_id'])
    const messageId = state.nextMessage
    state.nextMessage += 1
    const message = { chatId, messageId, text, buttons: keyboard, entities, file }
    state.sent.push(message)
    state.shown.push({ ...message, sentAt: Date.now() + state.agedBy })
    if (mood.is === 'diesAfterTaking') {
      response.destroy()
      return
    }
    good(response, {
      message_id: messageId,
      date: Math.floor(Date.now() / 1000),
      chat: { id: chatId, type: 'private' },
      text,
    })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => bad(response, 400, `Bad Request: ${String(error)}`))
  })
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, kind, ...rest] = (request.url ?? '').split('/')
    if (kind === 'file') {
      const file = rest[0] === `bot${token}` ? state.files.get(rest.at(-1) ?? '') : undefined
      response.writeHead(file === undefined ? 404 : 200)
      response.end(file)
      return
    }
    const body = await bodyOf(request)
    const method = rest[0] ?? ''
    state.calls.push({ method, body })
    if (kind !== `bot${token}` || state.isRefused) return bad(response, 401, 'Unauthorized')
    const asked = methods[method]
    if (asked === undefined) return bad(response, 404, 'Not Found: method not found')
    await asked(body, response)
  }
  const port = await listening(server)

  return {
    url: `http://127.0.0.1:${port}`,
    token,
    username,
    calls: state.calls,
    sent: state.sent,
    write(chatId, message) {
      const messageId = state.nextMessage
      state.nextMessage += 1
      deliver({ message: messageOf(chatId, messageId, message) })
      return messageId
    },
    edit: (chatId, messageId, text) =>
      void deliver({ edited_message: { ...messageOf(chatId, messageId, { text }), edit_date: 1 } }),
    editPart: (chatId, messageId, message) =>
      void deliver({ edited_message: { ...messageOf(chatId, messageId, message), edit_date: 1 } }),
    press: (chatId, data) =>
      void deliver({
        callback_query: {
          id: `press ${state.nextUpdate}`,
          from: messageOf(chatId, 0, {}).from,
          message: { message_id: 1, chat: { id: chatId, type: 'private' } },
          data,
        },
      }),
    deliver,
    again(updateId) {
      const found = state.updates.find((one) => one.update_id === updateId)
      if (found !== undefined) state.updates.push(found)
    },
    addFile: (fileId, bytes) => void state.files.set(fileId, bytes),
    chat: (chatId) => state.shown.filter((one) => one.chatId === chatId),
    age(hours) {
      state.agedBy += hours * 3_600_000
    },
    be(...wanted) {
      state.moods = wanted
    },
    refuseToken(isRefused) {
      state.isRefused = isRefused
      wake()
    },
    pollElsewhere(isPolled) {
      state.isElsewhere = isPolled
      wake()
    },
    isTaken: () => state.updates.every(({ update_id: id }) => id < state.confirmed),
    async close() {
      wake()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A message of a person in their own chat with the bot. */
function messageOf(chatId: number, messageId: number, message: Record<string, unknown>) {
  return {
    message_id: messageId,
    from: { id: chatId, is_bot: false, first_name: 'Анна', last_name: 'Петрова', language_code: 'ru' },
    chat: { id: chatId, type: 'private', first_name: 'Анна' },
    date: Math.floor(Date.now() / 1000),
    ...message,
  }
}

function good(response: ServerResponse, result: unknown): void {
  json(response, 200, { ok: true, result })
}

function bad(response: ServerResponse, code: number, description: string, retryAfter?: number): void {
  const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } }
  json(response, code, { ok: false, error_code: code, description, ...parameters })
}

function json(response: ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
