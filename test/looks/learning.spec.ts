import { it } from 'vitest'
import { someone, uuid } from '#test/app/deskFactories.ts'
import { aGap, aWeek } from '#test/app/learning/factories.ts'
import { busy, deskBilling } from './answers/billing.ts'
import { deskAnswers } from './answers/desk.ts'
import { ownNames } from './answers/ownNames.ts'
import { useLooks } from './looks.ts'
import type { Scene } from './scene.ts'
import { turnTo } from './steps.ts'

const { inspectScene } = useLooks(ownNames)

const long = 'CRM-and-telephony-without-a-single-blank-that-goes-on-and-on-and-on-and-on'
const gaps = [
  aGap({ questions: [{ attemptId: uuid(8101), text: 'SMTP 554 5.7.1?' }], articles: [] }),
  aGap({
    attemptId: uuid(8102),
    questions: [
      { attemptId: uuid(8102), text: long },
      { attemptId: uuid(8103), text: `${long}?` },
    ],
    handedOver: 0,
    articles: [
      { articleId: uuid(8201), title: 'SMTP', answers: true, byAgent: false },
      { articleId: uuid(8202), title: long, answers: false, byAgent: true },
    ],
  }),
]
const weeks = [
  aWeek(),
  aWeek({ monday: '2026-11-09', answered: 10, listed: 10, unknown: 20, judged: 0, wrong: 0 }),
  aWeek({ monday: '2026-11-02', p99Ms: null }),
]

const scenes: Scene[] = [
  {
    title: 'what the assistant is to learn, and how it does',
    face: 'desk',
    me: someone('owner'),
    answers: {
      ...deskAnswers,
      ...deskBilling(busy),
      readGaps: () => ({ gaps }),
      readAssistantFigures: () => ({ weeks }),
    },
    async reach(page) {
      await turnTo(page, '#/learning')
      await page.getByText('SMTP 554 5.7.1?').waitFor()
      await page.getByText('11 / 3 / 1').first().waitFor()
    },
  },
]

it.each(scenes)('D7 everybody can use $title: WCAG 2.2 AA, 360 px, three languages, two themes', inspectScene)
