import type { MonitoredComponent, Monitoring } from '#contract/monitoring/types.ts'
import { uuid } from '../deskFactories.ts'

let made = 0

export function aComponent(changes: Partial<MonitoredComponent> = {}): MonitoredComponent {
  made += 1
  return {
    componentId: uuid(9000 + made),
    revision: 3,
    title: { ru: 'Почта', uk: 'Пошта', en: 'Mail' },
    audience: { levels: [], editions: [], memberIds: [], plans: [], versions: [] },
    openAfter: 2,
    closeAfter: 5,
    isPublic: true,
    source: 'hook',
    isSigned: false,
    state: 'up',
    since: '2026-11-21T08:00:00.000Z',
    incident: null,
    signals: [],
    ...changes,
  }
}

export function monitoringOf(changes: Partial<Monitoring> = {}): Monitoring {
  return {
    components: [],
    hookAddress: 'https://opora.example/hook/v1/',
    statusAddress: 'https://opora.example/status/',
    slug: null,
    canSetStatusPage: true,
    ...changes,
  }
}
