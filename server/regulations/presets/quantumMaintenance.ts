import type { Plan, Regulation } from '#contract/regulation.ts'
import { moscowWorkdays } from './calendars.ts'
import { categories, deferralReasons, priorities } from './intake.ts'

/** Prepaid packages of 10-minute quanta: four plans, three prices each (Q1). The zone and the notice are ours. */
export const quantumMaintenance: Regulation = {
  key: 'quantum-maintenance',
  title: { ru: 'Сопровождение CRM', uk: 'Супровід CRM', en: 'CRM maintenance' },
  kind: 'partner',
  currency: 'RUB',
  quantumMinutes: 10,
  calendars: { office: moscowWorkdays('09:00', '18:00') },
  people: { by: 'everybody', calendar: 'office' },
  onDuty: null,
  assistant: { attempts: 3, silenceHours: 24 },
  categories,
  priorities,
  clientStatuses: [
    {
      status: 1,
      title: { ru: 'Лицензия через нас на год', uk: 'Ліцензія через нас на рік', en: 'Licence through us for a year' },
    },
    {
      status: 2,
      title: {
        ru: 'Лицензия через нас на месяц',
        uk: 'Ліцензія через нас на місяць',
        en: 'Licence through us for a month',
      },
    },
    {
      status: 3,
      title: { ru: 'Лицензия не через нас', uk: 'Ліцензія не через нас', en: 'Licence not through us' },
    },
  ],
  plans: [
    plan({
      code: 'subscription',
      title: {
        ru: 'Абонемент технической поддержки',
        uk: 'Абонемент технічної підтримки',
        en: 'Support subscription',
      },
      reactionMinutes: 60,
      leastQuanta: 30,
      validDays: 90,
      quantumPriceMinor: { 1: 500_00, 2: 550_00, 3: 600_00 },
    }),
    plan({
      code: 'prepaid',
      title: {
        ru: 'Предоплаченный пакет обращений',
        uk: 'Передплачений пакет звернень',
        en: 'Prepaid request pack',
      },
      reactionMinutes: 120,
      leastQuanta: 12,
      validDays: 30,
      quantumPriceMinor: { 1: 600_00, 2: 660_00, 3: 720_00 },
    }),
    plan({
      code: 'first-aid',
      title: { ru: 'Скорая помощь', uk: 'Швидка допомога', en: 'First aid' },
      reactionMinutes: 30,
      leastQuanta: 30,
      validDays: 90,
      quantumPriceMinor: { 1: 750_00, 2: 825_00, 3: 900_00 },
    }),
    plan({
      code: 'online',
      title: { ru: 'Сопровождение онлайн', uk: 'Супровід онлайн', en: 'Online maintenance' },
      reactionMinutes: 30,
      leastQuanta: 12,
      validDays: 30,
      quantumPriceMinor: { 1: 1000_00, 2: 1100_00, 3: 1200_00 },
    }),
  ],
  noticeDays: 30,
  closing: { calendar: 'office', afterWorkingDays: 5, reopenDays: 14 },
  deferralReasons,
}

function plan(terms: Omit<Plan, 'calendar'>): Plan {
  return { ...terms, calendar: 'office' }
}
