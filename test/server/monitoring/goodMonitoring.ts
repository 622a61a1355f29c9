import { newId } from '#test/support/world.ts'
import type { MonitoringRouteName } from '#server/monitoring/monitoring.routes.ts'
import { goodAnnouncements } from '../announcements/goodAnnouncements.ts'
import type { GoodInput } from '../goodPartnerInputs.ts'

const settings = {
  title: { ru: 'Почта', uk: 'Пошта', en: 'Mail' },
  openAfter: 2,
  closeAfter: 5,
  isPublic: true,
} as const

/** What a desk has watched, as those who lead it ask for it. */
const goodMonitoring: { [Name in MonitoringRouteName]: GoodInput<Name> } = {
  readMonitoring: { by: 'lead', input: () => ({}) },
  addComponent: {
    by: 'lead',
    input: () => ({
      componentId: newId(),
      ...settings,
      audience: { levels: ['professional'], editions: [], memberIds: [], plans: [], versions: [] },
    }),
  },
  changeComponent: {
    by: 'lead',
    input: () => ({
      componentId: newId(),
      revision: 1,
      ...settings,
      audience: { levels: [], editions: [], memberIds: [], plans: [], versions: [] },
    }),
  },
  rotateComponent: { by: 'lead', input: () => ({ componentId: newId(), what: 'secret' }) },
  removeComponent: { by: 'lead', input: () => ({ componentId: newId() }) },
  setStatusPage: { by: 'owner', input: () => ({ slug: null }) },
}

/** With what it announces. */
export const goodAnnounced = { ...goodAnnouncements, ...goodMonitoring }
