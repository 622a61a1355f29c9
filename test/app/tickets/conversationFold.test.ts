import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  appendEvents,
  emptyConversation,
  entriesOf,
  hasMessage,
  prependEvents,
  startConversation,
} from '#app/tickets/conversation.ts'
import type { Conversation } from '#app/tickets/conversation.ts'
import type { TicketEvent } from '#contract/tickets/types.ts'
import { deleted, edited, locked, opened, sent } from '../factories.ts'

const first = sent(2)
const second = sent(3)
const story: TicketEvent[] = [
  opened(),
  first,
  second,
  edited(4, first.message.messageId, 'исправлено'),
  locked(5),
  sent(6),
  deleted(7, second.message.messageId),
  ...Array.from({ length: 8 }, (_, index) => sent(8 + index)),
]
const seqs = ({ events }: Conversation): number[] => events.map(({ seq }) => seq)

describe('a conversation', () => {
  it('T8 ends in one order with each event once, whatever comes late, twice, in pieces or not at first', () => {
    const deliveries = fc.array(fc.shuffledSubarray(story, { minLength: 1 }), { maxLength: 30 })

    fc.assert(
      fc.property(deliveries, (pieces) => {
        let conversation = emptyConversation
        for (const piece of pieces) {
          conversation = appendEvents(conversation, piece)
          const numbers = seqs(conversation)
          expect(numbers).toEqual(numbers.map((_, index) => index + 1))
          expect(conversation.cursor).toBe(numbers.length)
        }
        // What the page asks for after a hole: everything behind its own number.
        const missing = story.filter(({ seq }) => seq > conversation.cursor)
        expect(appendEvents(conversation, missing).events).toEqual(story)
      }),
    )
  })

  it('T8 is the same whether read at once, from the newest page backwards, or live', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 14 }), (cut, liveFrom) => {
        const newest = { events: story.slice(cut), hasEarlier: true }
        const live = story.slice(liveFrom)
        const started = appendEvents(startConversation(emptyConversation, newest), live)

        const whole = prependEvents(started, { events: story.slice(0, cut), hasEarlier: false })

        expect(entriesOf(whole)).toEqual(entriesOf(appendEvents(emptyConversation, story)))
        expect(whole.hasEarlier).toBe(false)
      }),
    )
  })

  it('does not take an earlier page that does not fit, nor the same one twice', () => {
    const newest = startConversation(emptyConversation, { events: story.slice(6), hasEarlier: true })
    const page = { events: story.slice(3, 6), hasEarlier: true }
    const grown = prependEvents(newest, page)

    expect(prependEvents(grown, page)).toBe(grown)
    expect(prependEvents(newest, { events: story.slice(0, 3), hasEarlier: false })).toBe(newest)
  })

  it('keeps what arrived live when the answer with the first page is older', () => {
    const live = startConversation(emptyConversation, { events: story.slice(0, 10), hasEarlier: false })

    expect(startConversation(live, { events: story.slice(0, 8), hasEarlier: false })).toBe(live)
  })
})

describe('what there is to see', () => {
  const entries = entriesOf(appendEvents(emptyConversation, story))
  const messageOf = (messageId: string) => entries.find(({ key }) => key === messageId)

  it('T8 an edited message shows its new text and that it was edited', () => {
    const entry = messageOf(first.message.messageId)

    expect(entry?.kind === 'message' && entry.message).toMatchObject({
      text: 'исправлено',
      editedAt: expect.any(String),
    })
  })

  it('T8 a deleted message leaves a trace without its text', () => {
    const entry = messageOf(second.message.messageId)

    expect(entry?.kind === 'message' && entry.message).toMatchObject({ text: '', isDeleted: true })
  })

  it('a message that the server already sent as deleted stays so', () => {
    const gone = sent(1, { isDeleted: true, text: '' })
    const [entry] = entriesOf(
      appendEvents(emptyConversation, [gone, edited(2, gone.message.messageId, 'проступивший текст')]),
    )

    expect(entry?.kind === 'message' && entry.message.text).toBe('')
  })

  it('rows that did not change are the same objects, so that only the changed one is drawn again', () => {
    const before = entriesOf(appendEvents(emptyConversation, story.slice(0, 3)))
    const after = entriesOf(appendEvents(emptyConversation, story.slice(0, 4)))

    expect(after[0]).toBe(before[0])
    expect(after[2]).toBe(before[2])
    expect(after[1]).not.toBe(before[1])
  })

  it('knows which messages it has', () => {
    const conversation = appendEvents(emptyConversation, story)

    expect(hasMessage(conversation, first.message.messageId)).toBe(true)
    expect(hasMessage(conversation, 'unknown')).toBe(false)
  })

  it('T8 ten thousand events are folded', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => sent(index + 1))
    const conversation = appendEvents(emptyConversation, many)
    entriesOf(conversation)

    const count = entriesOf(appendEvents(conversation, [sent(10_001)])).length

    expect(count).toBe(10_001)
  })
})
