import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { ClientFrame, ServerFrame } from '#contract/realtime.ts'

type Type = ServerFrame['type']
type FrameOf<Wanted extends Type> = Extract<ServerFrame, { type: Wanted }>

/** A page's socket and everything it was told. */
export type Socket = {
  frames: ServerFrame[]
  say(frame: ClientFrame): void
  /** As it is, also what no page would say. */
  sayRaw(data: string | Buffer): void
  all<Wanted extends Type>(type: Wanted): FrameOf<Wanted>[]
  last<Wanted extends Type>(type: Wanted): FrameOf<Wanted> | undefined
  /** The first frame of this kind that fits, also one that has come already. */
  next<Wanted extends Type>(type: Wanted, fits?: (frame: FrameOf<Wanted>) => boolean): Promise<FrameOf<Wanted>>
  /** The code that it was closed with. */
  closed: Promise<number>
  close(): Promise<void>
  /** Without a word, as a page whose computer loses its network. */
  breakOff(): void
}

const patienceMilliseconds = 10_000

/** Opens a socket and says hello; with the token null it says nothing. */
export async function openSocket(url: string, token: string | null): Promise<Socket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/realtime`, { perMessageDeflate: false })
  const frames: ServerFrame[] = []
  const heard = new EventTarget()
  socket.on('message', (data) => {
    const frame: ServerFrame = JSON.parse(Buffer.isBuffer(data) ? data.toString() : '')
    frames.push(frame)
    heard.dispatchEvent(new Event('frame'))
  })
  socket.on('error', () => {})
  const closed = new Promise<number>((resolve) => {
    socket.once('close', (code) => resolve(code))
  })
  await once(socket, 'open')
  const all = <Wanted extends Type>(type: Wanted) =>
    frames.filter((frame): frame is FrameOf<Wanted> => frame.type === type)
  const opened: Socket = {
    frames,
    say: (frame) => socket.send(JSON.stringify(frame)),
    sayRaw: (data) => socket.send(data),
    all,
    last: (type) => all(type).at(-1),
    next: (type, fits = () => true) =>
      new Promise((resolve, reject) => {
        const stop = new AbortController()
        const late = setTimeout(() => {
          stop.abort()
          reject(new Error(`no frame ${type} came; there came ${JSON.stringify(frames).slice(-2000)}`))
        }, patienceMilliseconds)
        const look = () => {
          const found = all(type).find(fits)
          if (found === undefined) return
          clearTimeout(late)
          stop.abort()
          resolve(found)
        }
        heard.addEventListener('frame', look, { signal: stop.signal })
        look()
      }),
    closed,
    async close() {
      socket.close()
      await closed
    },
    breakOff: () => socket.terminate(),
  }
  if (token !== null) {
    opened.say({ type: 'hello', token })
    await opened.next('ready')
  }
  return opened
}
