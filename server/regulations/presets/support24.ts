import type { Regulation } from '#contract/regulation.ts'
import { moscowAroundTheClock, moscowWorkdays } from './calendars.ts'
import { categories, deferralReasons, priorities } from './intake.ts'

/** Support by the Bitrix24 tariff of the portal, free of charge and without promised times (E1, S8). */
export const support24: Regulation = {
  key: 'support24',
  title: { ru: 'Стандартная поддержка', uk: 'Стандартна підтримка', en: 'Standard support' },
  kind: 'standard',
  currency: 'RUB',
  quantumMinutes: 10,
  calendars: { office: moscowWorkdays('10:00', '19:00'), always: moscowAroundTheClock },
  people: {
    by: 'level',
    calendars: { free: null, basic: 'office', standard: 'office', professional: 'office', enterprise: 'always' },
  },
  onDuty: { levels: ['enterprise'], afterMinutes: 60 },
  assistant: { attempts: 3, silenceHours: 24 },
  categories,
  priorities,
  clientStatuses: [],
  plans: [],
  noticeDays: 0,
  closing: { calendar: 'office', afterWorkingDays: 5, reopenDays: 14 },
  deferralReasons,
}
