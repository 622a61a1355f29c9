import type { Gap, LearningWeek } from '#contract/assistant/learning.types.ts'
import { uuid } from '../deskFactories.ts'

export function aGap(changes: Partial<Gap> = {}): Gap {
  return {
    attemptId: uuid(8101),
    questions: [
      { attemptId: uuid(8101), text: 'не уходят письма' },
      { attemptId: uuid(8102), text: 'письма застряли' },
    ],
    language: 'ru',
    attempts: 2,
    people: 2,
    handedOver: 1,
    lastAt: '2026-11-21T08:00:00.000Z',
    articles: [{ articleId: uuid(8201), title: 'Письма не уходят', answers: false, byAgent: true }],
    ...changes,
  }
}

export function aWeek(changes: Partial<LearningWeek> = {}): LearningWeek {
  return {
    monday: '2026-11-16',
    attempts: 40,
    answered: 20,
    listed: 12,
    unknown: 8,
    confirmed: 15,
    confirmedBy: [11, 3, 1],
    assumed: 6,
    wrong: 2,
    judged: 16,
    sessions: 30,
    handedOver: 6,
    p99Ms: 42,
    ...changes,
  }
}
