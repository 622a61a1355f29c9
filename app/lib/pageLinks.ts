import type { App } from 'vue'
import { callKey, makeApi } from './api.ts'
import type { Api } from './api.ts'
import { frameKey, makeFrame } from './frame.ts'
import type { FrameOpener } from './frame.ts'
import { makeRealtime, realtimeKey } from './realtime.ts'
import type { Realtime } from './realtime.ts'
import { makeUploader, uploaderKey } from './resumableUpload.ts'
import { makeSession, sessionKey } from './session.ts'
import type { Session } from './session.ts'
import { makeSocket } from './socket.ts'
import { makeToken } from './token.ts'
import type { SessionToken } from './token.ts'

/** How one page reaches its portal and its server. Made by the page's start, so that nothing of it outlives the page. */
export interface PageLinks {
  readonly api: Api
  readonly token: SessionToken
  readonly frame: FrameOpener
  readonly session: Session
  readonly realtime: Realtime
  /** For everything inside of an application. */
  install: (app: App) => void
  /** The page is gone: none of these asks or hears any more. */
  close: () => void
}

export function makePageLinks(): PageLinks {
  const token = makeToken()
  const api = makeApi(token)
  const frame = makeFrame()
  const session = makeSession(api.call, token, frame)
  const realtime = makeRealtime(makeSocket(token))
  return {
    api,
    token,
    frame,
    session,
    realtime,
    install(app) {
      app.provide(callKey, api.call).provide(frameKey, frame)
      app.provide(sessionKey, session).provide(realtimeKey, realtime).provide(uploaderKey, makeUploader(token))
    },
    close() {
      realtime.stop()
      session.forget()
      frame.close()
    },
  }
}
