import type { Language } from '#contract/common.ts'
import type { NotificationChannel, NotifiedEvent, ReaderKind } from '#contract/notifications/table.types.ts'
import { keyOfPerson, peopleBy, type Person } from './choices/choices.queries.ts'
import { isWanted } from './domain/choices.ts'
import { queueLetters } from './mails/queue.commands.ts'
import { showNotices } from './shown/shown.commands.ts'
import { makePortalDelivery, type PortalDeliveryDeps } from './portalDelivery.commands.ts'

/** `sendsMail`: this server has a mail server; without it nobody is sent letters, whatever they want. */
export type NotificationDeps = PortalDeliveryDeps & { sendsMail?: boolean }

/** What one person reads. `about` and the person make its key: however often it is to be sent, it is sent once. */
export type Notification = {
  about: string
  event: NotifiedEvent
  memberId: string
  userId: number
  /** As whom of the table they are told, by which their choices count (D4). */
  as: ReaderKind
  /** BB code; where it is a function, in the language of the person. */
  text: string | ((language: Language) => string)
  tag: string
  /** Whose log tells what came of it. */
  deskId: string
  ticket?: NotifiedTicket
}

/** `subject` null: whoever reads it may not know what the ticket is about (E2). `seq`: how far of it this tells, where it is messages. */
export type NotifiedTicket = { ticketId: string; number: string; subject: string | null; seq: number | null }

/** The same, for somebody who is known by now. */
export type Addressed = Omit<Notification, 'text'> & { text: string; person: Person; language: Language }

/**
 * D4: the way of every notification. Sends each to its person once in each way that they want; returns how many people are reached in
 * their portal, now or before. One that fails holds up none of the others: it is thrown when all of them were tried, so that the
 * job comes again for what is left.
 */
export type Send = (notifications: readonly Notification[]) => Promise<number>

export function makeSender(deps: NotificationDeps): Send {
  const deliverInPortal = makePortalDelivery(deps)
  return async (notifications) => {
    const addressed = await addressedTo(deps, notifications)
    const letters = deps.sendsMail === true ? wantedBy(addressed, 'mail') : []
    const shown = wantedBy(addressed, 'browser')
    // Before the portal is asked: however that goes, they are written once.
    if (letters.length + shown.length > 0) {
      await deps.transaction(async (unit) => {
        await queueLetters(unit, letters)
        await showNotices(unit, shown)
      })
    }
    return deliverInPortal(wantedBy(addressed, 'bitrix24'))
  }
}

async function addressedTo({ db }: NotificationDeps, notifications: readonly Notification[]): Promise<Addressed[]> {
  const people = await peopleBy(db, notifications)
  return notifications.flatMap(({ text, ...notification }) => {
    const person = people.get(keyOfPerson(notification))
    if (person === undefined) return []
    const language = person.language ?? person.portalLanguage
    return [{ ...notification, text: typeof text === 'string' ? text : text(language), person, language }]
  })
}

function wantedBy(addressed: readonly Addressed[], channel: NotificationChannel): Addressed[] {
  return addressed.filter(({ event, as, person }) => isWanted(person.choices, { event, as, channel }))
}
