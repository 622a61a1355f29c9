import { it } from 'vitest'
import { deliveriesTexts } from '#app/notices/deliveries.texts.ts'
import { shownTexts } from '#app/notices/shown.texts.ts'
import { someone } from '#test/app/deskFactories.ts'
import { meOf } from '#test/app/factories.ts'
import { clientAnswers } from './answers/client.ts'
import { busy, deskBilling } from './answers/billing.ts'
import { deskAnswers } from './answers/desk.ts'
import { deliveries, ownNotificationsOf } from './answers/notices.ts'
import { ownNames } from './answers/ownNames.ts'
import { turnTo } from './steps.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'

const { inspectScene } = useLooks(ownNames)

const scenes: Scene[] = [
  {
    title: 'notifications of one’s own and what became of them',
    face: 'desk',
    me: someone('owner'),
    answers: {
      ...deskAnswers,
      ...deskBilling(busy),
      readOwnNotifications: () => ownNotificationsOf('desk'),
      listDeliveries: () => deliveries,
    },
    async reach(page, language) {
      await turnTo(page, '#/notices')
      await page.getByRole('heading', { name: deliveriesTexts.texts[language].title }).waitFor()
      await page.getByRole('listitem').last().waitFor()
    },
  },
  {
    title: 'notices that wait, from the bell',
    face: 'client',
    me: meOf(),
    answers: clientAnswers,
    async reach(page, language) {
      await page.getByRole('button', { name: shownTexts.texts[language].bell.replace('{count}', '99+') }).click()
      await page.getByRole('dialog').getByRole('listitem').last().waitFor()
    },
  },
]

it.each(scenes)('D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene)
