import type { ServerFrame } from '#contract/realtime.ts'
import type { ConversationSide, PageSocket, Watch } from './sockets.ts'
import type { PubSub } from './pubsub.ts'

type Someone = { side: ConversationSide; userId: number; name: string }
/** What processes say to each other about people; nothing of it is stored. */
type PresenceText =
  | { kind: 'typing'; ticketId: string; who: Someone }
  /** A note is being written. Its ticket stands where a release before this one, which would tell the client, does not look for it. */
  | { kind: 'typing'; ticketId: ''; noteIn: string; who: Someone }
  | { kind: 'here'; ticketId: string; people: Someone[] }
  | { kind: 'read'; ticketId: string; side: ConversationSide; publicSeq: number }

const rememberMilliseconds = 25_000
const repeatMilliseconds = 10_000
const settleMilliseconds = 200

/** Who has a ticket open, who types, how far is read: told to the pages that watch it, in every process. */
export function makePresence(
  pubSub: PubSub,
  watchesOf: Map<string, Set<Watch>>,
  send: (peer: PageSocket, frame: ServerFrame) => void,
) {
  const elsewhere = new Map<string, Map<string, { people: Someone[]; at: number }>>()
  const changedTickets = new Set<string>()
  const shown = new WeakMap<Watch, string>()
  let timer: NodeJS.Timeout | null = null
  let toRepeat: string[] = []
  let sweptAt = performance.now()

  const peopleHere = (ticketId: string) => unique([...(watchesOf.get(ticketId) ?? [])].map((watched) => whoIs(watched)))

  function show(ticketId: string) {
    const others = [...(elsewhere.get(ticketId)?.values() ?? [])].flatMap((known) => known.people)
    const people = unique([...peopleHere(ticketId), ...others])
    const text = JSON.stringify(people)
    for (const watched of watchesOf.get(ticketId) ?? []) {
      // A page that asks for a ticket anew is nobody who came: the others are told nothing.
      if (shown.get(watched) === text) continue
      shown.set(watched, text)
      send(watched.peer, { type: 'presence', ticketId, people })
    }
  }

  function publish(text: PresenceText) {
    pubSub.publishText(JSON.stringify(text))
  }

  /** Other processes forget what is not said again; a share of it with each sweep, so that it never comes as a flood. */
  function repeatSome() {
    const at = performance.now()
    if (toRepeat.length === 0) toRepeat = [...watchesOf.keys()]
    const share = Math.ceil((watchesOf.size * (at - sweptAt)) / repeatMilliseconds)
    sweptAt = at
    for (const ticketId of toRepeat.splice(0, share)) {
      if (watchesOf.has(ticketId)) publish({ kind: 'here', ticketId, people: peopleHere(ticketId) })
    }
  }

  function settle() {
    timer = null
    for (const ticketId of changedTickets) {
      publish({ kind: 'here', ticketId, people: peopleHere(ticketId) })
      show(ticketId)
    }
    changedTickets.clear()
  }

  function receive(text: PresenceText, processId: string) {
    if (text.kind === 'here') {
      const known = elsewhere.get(text.ticketId) ?? new Map<string, { people: Someone[]; at: number }>()
      const isNews = JSON.stringify(known.get(processId)?.people ?? []) !== JSON.stringify(text.people)
      if (text.people.length > 0) known.set(processId, { people: text.people, at: performance.now() })
      else known.delete(processId)
      if (known.size > 0) elsewhere.set(text.ticketId, known)
      else elsewhere.delete(text.ticketId)
      if (isNews) show(text.ticketId)
    } else if (text.kind === 'read') showRead(text)
    else if ('noteIn' in text) showNoteTyping(text.noteIn, text.who)
    else showTyping(text.ticketId, text.who)
  }

  function showTyping(ticketId: string, who: Someone) {
    for (const { peer } of watchesOf.get(ticketId) ?? []) {
      const isOneself = peer.actor.userId === who.userId && whoSide(peer, ticketId) === who.side
      if (!isOneself) send(peer, { type: 'typing', ticketId, ...who })
    }
  }

  /** T8: no client learns that there are notes, not even from the instant of a frame. */
  function showNoteTyping(ticketId: string, who: Someone) {
    for (const { peer, side } of watchesOf.get(ticketId) ?? []) {
      const isColleague = side === 'desk' && peer.actor.userId !== who.userId
      if (isColleague) send(peer, { type: 'typing', ticketId, ...who, isNote: true })
    }
  }

  function showRead({ ticketId, side, publicSeq: seq }: Extract<PresenceText, { kind: 'read' }>) {
    for (const watched of watchesOf.get(ticketId) ?? []) {
      if (watched.side !== side) send(watched.peer, { type: 'read', ticketId, side, seq })
    }
  }

  pubSub.onText((text, processId) => receive(JSON.parse(text) as PresenceText, processId))

  return {
    changed(ticketId: string) {
      changedTickets.add(ticketId)
      timer ??= setTimeout(settle, settleMilliseconds)
    },
    publishTyping(watched: Watch, isNote: boolean) {
      const who = whoIs(watched)
      if (isNote) {
        // Clients write no notes.
        if (who.side !== 'desk') return
        publish({ kind: 'typing', ticketId: '', noteIn: watched.ticketId, who })
        showNoteTyping(watched.ticketId, who)
        return
      }
      publish({ kind: 'typing', ticketId: watched.ticketId, who })
      showTyping(watched.ticketId, who)
    },
    sweep() {
      const forgetBefore = performance.now() - rememberMilliseconds
      for (const [ticketId, known] of elsewhere) {
        const before = known.size
        for (const [processId, { at }] of known) if (at < forgetBefore) known.delete(processId)
        if (known.size === 0) elsewhere.delete(ticketId)
        if (known.size < before) show(ticketId)
      }
      repeatSome()
    },
    close() {
      if (timer !== null) clearTimeout(timer)
    },
  }
}

function whoIs({ peer, side }: Watch): Someone {
  return { side, userId: peer.actor.userId, name: peer.actor.name }
}

function whoSide(peer: PageSocket, ticketId: string): ConversationSide | undefined {
  return peer.watches.get(ticketId)?.side
}

function unique(people: Someone[]): Someone[] {
  return [...new Map(people.map((one) => [`${one.side} ${one.userId}`, one])).values()]
}
