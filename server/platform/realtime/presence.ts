import type { ServerFrame } from '#contract/realtime/types.ts'
import type { ConversationSide, Peer, Watch } from './sockets.ts'
import type { Wakeups } from './pubsub.ts'

type Someone = { side: ConversationSide; userId: number; name: string }
/** What processes say to each other about people; nothing of it is stored. */
type Said =
  | { kind: 'typing'; ticketId: string; who: Someone }
  | { kind: 'here'; ticketId: string; people: Someone[] }
  | { kind: 'read'; ticketId: string; side: ConversationSide; publicSeq: number }

const rememberMilliseconds = 25_000
const repeatMilliseconds = 10_000
const settleMilliseconds = 200

/** Who has a ticket open, who types, how far is read: told to the pages that watch it, in every process. */
export function makePresence(
  wakeups: Wakeups,
  watchesOf: Map<string, Set<Watch>>,
  send: (peer: Peer, frame: ServerFrame) => void,
) {
  const elsewhere = new Map<string, Map<string, { people: Someone[]; at: number }>>()
  const changedTickets = new Set<string>()
  let timer: NodeJS.Timeout | null = null
  let toRepeat: string[] = []
  let sweptAt = performance.now()

  const peopleHere = (ticketId: string) => unique([...(watchesOf.get(ticketId) ?? [])].map((watched) => whoIs(watched)))

  function show(ticketId: string) {
    const others = [...(elsewhere.get(ticketId)?.values() ?? [])].flatMap((known) => known.people)
    const people = unique([...peopleHere(ticketId), ...others])
    for (const { peer } of watchesOf.get(ticketId) ?? []) send(peer, { type: 'presence', ticketId, people })
  }

  function say(said: Said) {
    wakeups.say(JSON.stringify(said))
  }

  /** Other processes forget what is not said again; a share of it with each sweep, so that it never comes as a flood. */
  function repeatSome() {
    const at = performance.now()
    if (toRepeat.length === 0) toRepeat = [...watchesOf.keys()]
    const share = Math.ceil((watchesOf.size * (at - sweptAt)) / repeatMilliseconds)
    sweptAt = at
    for (const ticketId of toRepeat.splice(0, share)) {
      if (watchesOf.has(ticketId)) say({ kind: 'here', ticketId, people: peopleHere(ticketId) })
    }
  }

  function settle() {
    timer = null
    for (const ticketId of changedTickets) {
      say({ kind: 'here', ticketId, people: peopleHere(ticketId) })
      show(ticketId)
    }
    changedTickets.clear()
  }

  function hear(said: Said, processId: string) {
    if (said.kind === 'here') {
      const known = elsewhere.get(said.ticketId) ?? new Map<string, { people: Someone[]; at: number }>()
      const isNews = JSON.stringify(known.get(processId)?.people ?? []) !== JSON.stringify(said.people)
      if (said.people.length > 0) known.set(processId, { people: said.people, at: performance.now() })
      else known.delete(processId)
      if (known.size > 0) elsewhere.set(said.ticketId, known)
      else elsewhere.delete(said.ticketId)
      if (isNews) show(said.ticketId)
    } else if (said.kind === 'typing') showTyping(said.ticketId, said.who)
    else showRead(said)
  }

  function showTyping(ticketId: string, who: Someone) {
    for (const { peer } of watchesOf.get(ticketId) ?? []) {
      const isOneself = peer.actor.userId === who.userId && whoSide(peer, ticketId) === who.side
      if (!isOneself) send(peer, { type: 'typing', ticketId, ...who })
    }
  }

  function showRead({ ticketId, side, publicSeq: seq }: Extract<Said, { kind: 'read' }>) {
    for (const watched of watchesOf.get(ticketId) ?? []) {
      if (watched.side !== side) send(watched.peer, { type: 'read', ticketId, side, seq })
    }
  }

  wakeups.onSaid((text, processId) => hear(JSON.parse(text) as Said, processId))

  return {
    changed(ticketId: string) {
      changedTickets.add(ticketId)
      timer ??= setTimeout(settle, settleMilliseconds)
    },
    sayTyping(watched: Watch) {
      const who = whoIs(watched)
      say({ kind: 'typing', ticketId: watched.ticketId, who })
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

function whoSide(peer: Peer, ticketId: string): ConversationSide | undefined {
  return peer.watches.get(ticketId)?.side
}

function unique(people: Someone[]): Someone[] {
  return [...new Map(people.map((one) => [`${one.side} ${one.userId}`, one])).values()]
}
