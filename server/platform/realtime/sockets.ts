import type { WebSocket } from 'ws'
import type { ServerFrame } from '#contract/realtime.ts'
import type { Actor } from '../actor.ts'

export type ConversationSide = 'client' | 'desk'

/** One page's socket, after it has said who it is. */
export type PageSocket = {
  socket: WebSocket
  tokenHash: Buffer
  actor: Actor
  watches: Map<string, Watch>
  wantsList: boolean
  /** Pages are looked after in turns, one after the other (see `heartbeat.ts`). */
  turn: number
  heardAt: number
  checkedAt: number
}

/** One ticket that a page has open; `position` is the desk's number up to which the page has everything. */
export type Watch = {
  peer: PageSocket
  ticketId: string
  /** Whose queue the ticket is in. */
  deskId: string
  side: ConversationSide
  position: number
}

export function send(peer: Pick<PageSocket, 'socket'>, frame: ServerFrame): void {
  sendText(peer, JSON.stringify(frame))
}

export function sendText({ socket }: Pick<PageSocket, 'socket'>, text: string): void {
  if (socket.readyState === socket.OPEN) socket.send(text)
}
