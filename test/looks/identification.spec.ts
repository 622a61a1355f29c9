import { it } from 'vitest'
import { ticketIdentificationTexts } from '#app/identification/ticketIdentification.texts.ts'
import type { TicketIdentification } from '#contract/tickets/identification.types.ts'
import { someone } from '#test/app/deskFactories.ts'
import { meOf, summaryOf, viewOf } from '#test/app/factories.ts'
import { busy, deskBilling } from './answers/billing.ts'
import { clientAnswers, tickets } from './answers/client.ts'
import { conversationOf } from './answers/conversation.ts'
import { deskAnswers, openTicketOf } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'

const { inspectScene } = useLooks(ownNames)
const [summary = summaryOf()] = tickets

/** The open ticket's part that says so, on either side; where it is not there is none. */
function scene(title: string, side: 'client' | 'desk', identification: TicketIdentification): Scene {
  const isOfDesk = side === 'desk'
  const ticket = isOfDesk ? openTicketOf({ identification }) : viewOf({ summary, identification })
  return {
    title,
    face: side,
    me: isOfDesk ? someone('owner') : meOf(),
    answers: { ...(isOfDesk ? { ...deskAnswers, ...deskBilling(busy) } : clientAnswers), ...conversationOf(ticket) },
    async reach(page, language) {
      await page.getByRole('button', { name: 'Invoice printing' }).click()
      await page.getByRole('region', { name: ticketIdentificationTexts.texts[language].title }).waitFor()
    },
  }
}

const scenes: Scene[] = [
  scene('a ticket that waits for its writer’s code', 'desk', { state: 'waiting', channel: 'telegram', isOwn: false }),
  scene('a ticket from a messenger', 'desk', { state: 'open', channel: 'max', isOwn: false }),
  scene('one’s own ticket that waits for a code', 'client', { state: 'waiting', channel: 'telegram', isOwn: true }),
  scene('a colleague’s ticket that waits for a code', 'client', {
    state: 'waiting',
    channel: 'whatsapp',
    isOwn: false,
  }),
]

it.each(scenes)('I4 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene, 90_000)
