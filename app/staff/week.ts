import type { Weekly } from '#contract/desks/types.ts'

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
export type Weekday = (typeof weekdays)[number]

export const emptyWeek: Weekly = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }

const day = (): [string, string][] => [['09:00', '18:00']]
export const workweek: Weekly = { 1: day(), 2: day(), 3: day(), 4: day(), 5: day(), 6: [], 7: [] }
