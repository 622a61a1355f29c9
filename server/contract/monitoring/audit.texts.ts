import { catalogue } from '../common.ts'
import type { monitoringActs, monitoringFacts } from './audit.types.ts'

/** What the owner's log tells of monitoring; the first sentence of which all facts are known is said. */
export const monitoringActTexts = catalogue({
  ru: {
    'component.added': ['В мониторинг добавлен компонент «{component}»'],
    'component.changed': ['Изменён компонент мониторинга «{component}»'],
    'component.removed': ['Из мониторинга удалён компонент «{component}»'],
    'component.rotated': ['У компонента «{component}» сменён ключ: {rotated}'],
    'incident.opened': ['Мониторинг открыл сбой «{component}»'],
    'incident.unstable': ['Мониторинг отметил, что «{component}» работает нестабильно'],
    'incident.closed': ['Мониторинг закрыл сбой «{component}»'],
    'incident.silent': ['Сбой «{component}» длится дольше шести часов'],
    'statusPage.set': [
      'Публичная страница состояния теперь {slugTo}',
      'Публичная страница состояния {slugFrom} закрыта',
    ],
  } satisfies Record<keyof typeof monitoringActs, readonly string[]>,
  uk: {
    'component.added': ['До моніторингу додано компонент «{component}»'],
    'component.changed': ['Змінено компонент моніторингу «{component}»'],
    'component.removed': ['З моніторингу видалено компонент «{component}»'],
    'component.rotated': ['У компонента «{component}» змінено ключ: {rotated}'],
    'incident.opened': ['Моніторинг відкрив збій «{component}»'],
    'incident.unstable': ['Моніторинг відзначив, що «{component}» працює нестабільно'],
    'incident.closed': ['Моніторинг закрив збій «{component}»'],
    'incident.silent': ['Збій «{component}» триває довше за шість годин'],
    'statusPage.set': ['Публічна сторінка стану тепер {slugTo}', 'Публічну сторінку стану {slugFrom} закрито'],
  },
  en: {
    'component.added': ['Component “{component}” added to monitoring'],
    'component.changed': ['Monitored component “{component}” changed'],
    'component.removed': ['Component “{component}” removed from monitoring'],
    'component.rotated': ['Key of the component “{component}” changed: {rotated}'],
    'incident.opened': ['Monitoring opened an incident of “{component}”'],
    'incident.unstable': ['Monitoring noted that “{component}” is unstable'],
    'incident.closed': ['Monitoring closed the incident of “{component}”'],
    'incident.silent': ['The incident of “{component}” has lasted for more than six hours'],
    'statusPage.set': ['The public status page is {slugTo} now', 'The public status page {slugFrom} was closed'],
  },
})

export const monitoringFactTexts = catalogue({
  ru: {
    component: 'Компонент',
    rotated: 'Что сменено',
    slugFrom: 'Прежний адрес страницы',
    slugTo: 'Адрес страницы',
  } satisfies Record<(typeof monitoringFacts)[number], string>,
  uk: {
    component: 'Компонент',
    rotated: 'Що змінено',
    slugFrom: 'Попередня адреса сторінки',
    slugTo: 'Адреса сторінки',
  },
  en: { component: 'Component', rotated: 'What changed', slugFrom: 'Page address before', slugTo: 'Page address' },
})

/** What of a component's keys was made anew. */
export const rotationTexts = catalogue({
  ru: { address: 'адрес', secret: 'секрет подписи', noSecret: 'подпись отключена' },
  uk: { address: 'адреса', secret: 'секрет підпису', noSecret: 'підпис вимкнено' },
  en: { address: 'address', secret: 'signing secret', noSecret: 'signature switched off' },
})
