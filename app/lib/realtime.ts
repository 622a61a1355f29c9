import { getCurrentScope, onScopeDispose } from 'vue'
import type { InjectionKey } from 'vue'
import type { ChangedKey, ChangedThing, ConversationEvent, ListSummary, ServerFrame } from '#contract/realtime.ts'
import type { RefusalCode } from '#contract/refusals.ts'
import { injected } from './injected.ts'
import type { FrameOf, Socket } from './socket.ts'

type Stop = () => void

interface Watch {
  ticketId: string
  after: () => number
  apply: (events: ConversationEvent[]) => void
}

/** Asking twice for the same missing events within this time would only double the traffic. */
const gapPauseMs = 1_000

/** What the server says by itself, to the parts of one page. Listeners are released with the component that asked, too. */
export interface Realtime {
  readonly status: Socket['status']
  /** From the opened session to the end of the page. */
  start: () => void
  stop: () => void
  /** Events of a ticket in order and without holes: after a gap or a reconnect they are asked for anew from `after()` on. */
  watch: (ticketId: string, after: () => number, apply: (events: ConversationEvent[]) => void) => Stop
  /** `isNote`: for colleagues alone. */
  sendTyping: (ticketId: string, isNote?: boolean) => void
  /** Without a key any of its kind may have changed. */
  onChanged: (listener: (what: ChangedThing, key: ChangedKey | null) => void) => Stop
  /** Summaries come only to pages that show a list, so that a conversation alone costs no traffic for it. */
  onSummary: (listener: (summary: ListSummary) => void) => Stop
  onTyping: (listener: (frame: FrameOf<'typing'>) => void) => Stop
  onPresence: (listener: (frame: FrameOf<'presence'>) => void) => Stop
  onRead: (listener: (frame: FrameOf<'read'>) => void) => Stop
  onRefused: (listener: (ticketId: string | null, code: RefusalCode) => void) => Stop
  /** What is not numbered (lists, the support page) may have changed unseen: those who show it read it again. */
  onReconnected: (listener: () => void) => Stop
}

export const realtimeKey: InjectionKey<Realtime> = Symbol('the realtime')
export const useRealtime = (): Realtime => injected(realtimeKey)

export function makeRealtime(socket: Socket): Realtime {
  const watches = new Set<Watch>()
  const listeners = new Map<string, Set<(frame: never) => void>>()
  const gapAskedAt = new Map<string, number>()
  let wasReady = false

  function start(): void {
    socket.open(receive)
  }

  function stop(): void {
    wasReady = false
    gapAskedAt.clear()
    socket.close()
  }

  function watch(ticketId: string, after: () => number, apply: (events: ConversationEvent[]) => void): Stop {
    const entry: Watch = { ticketId, after, apply }
    watches.add(entry)
    askFor(ticketId)
    return released(() => {
      watches.delete(entry)
      if (!isWatched(ticketId)) socket.send({ type: 'unwatch', ticketId })
    })
  }

  function sendTyping(ticketId: string, isNote = false): void {
    socket.send({ type: 'typing', ticketId, ...(isNote && { isNote }) })
  }

  const onChanged = (listener: (what: ChangedThing, key: ChangedKey | null) => void): Stop =>
    on('changed', ({ what, key }) => listener(what, key ?? null))

  function onSummary(listener: (summary: ListSummary) => void): Stop {
    const leave = add('summary', ({ summary }: FrameOf<'summary'>) => listener(summary))
    socket.send({ type: 'list', wanted: true })
    return released(() => {
      leave()
      if (!wantsList()) socket.send({ type: 'list', wanted: false })
    })
  }

  function wantsList(): boolean {
    return (listeners.get('summary')?.size ?? 0) > 0
  }
  const onTyping = (listener: (frame: FrameOf<'typing'>) => void): Stop => on('typing', listener)
  const onPresence = (listener: (frame: FrameOf<'presence'>) => void): Stop => on('presence', listener)
  const onRead = (listener: (frame: FrameOf<'read'>) => void): Stop => on('read', listener)
  const onRefused = (listener: (ticketId: string | null, code: RefusalCode) => void): Stop =>
    on('refused', ({ ticketId, code }) => listener(ticketId, code))

  const onReconnected = (listener: () => void): Stop => add('reconnected', listener)

  function on<Type extends ServerFrame['type']>(type: Type, listener: (frame: FrameOf<Type>) => void): Stop {
    return add(type, listener)
  }

  function add(type: string, listener: (frame: never) => void): Stop {
    const known = listeners.get(type) ?? new Set()
    listeners.set(type, known.add(listener))
    return released(() => known.delete(listener))
  }

  function receive(frame: ServerFrame): void {
    if (frame.type === 'ready') resume()
    else if (frame.type === 'events') arrive(frame)
    else emit(frame.type, frame)
  }

  function resume(): void {
    gapAskedAt.clear()
    for (const ticketId of new Set(Array.from(watches, (entry) => entry.ticketId))) askFor(ticketId)
    if (wantsList()) socket.send({ type: 'list', wanted: true })
    if (wasReady) emit('reconnected', null)
    wasReady = true
  }

  function arrive({ ticketId, events }: FrameOf<'events'>): void {
    const first = events[0]
    if (first === undefined) return
    for (const entry of watches) {
      if (entry.ticketId !== ticketId) continue
      if (first.seq > entry.after() + 1) askForGap(ticketId)
      else entry.apply(events)
    }
  }

  function askForGap(ticketId: string): void {
    const now = Date.now()
    if (now - (gapAskedAt.get(ticketId) ?? 0) < gapPauseMs) return
    gapAskedAt.set(ticketId, now)
    askFor(ticketId)
  }

  /** Two views of one ticket may stand at different numbers; the one further ahead ignores what it has. */
  function askFor(ticketId: string): void {
    const numbers = Array.from(watches).flatMap((entry) => (entry.ticketId === ticketId ? [entry.after()] : []))
    if (numbers.length > 0) socket.send({ type: 'watch', ticketId, after: Math.min(...numbers) })
  }

  function isWatched(ticketId: string): boolean {
    return Array.from(watches).some((entry) => entry.ticketId === ticketId)
  }

  function emit(type: string, frame: unknown): void {
    for (const listener of listeners.get(type) ?? []) Reflect.apply(listener, undefined, [frame])
  }

  return {
    status: socket.status,
    start,
    stop,
    watch,
    sendTyping,
    onChanged,
    onSummary,
    onTyping,
    onPresence,
    onRead,
    onRefused,
    onReconnected,
  }
}

/** Also released with the component that asked. */
function released(stop: () => unknown): Stop {
  const release = (): void => void stop()
  if (getCurrentScope() !== undefined) onScopeDispose(release)
  return release
}
